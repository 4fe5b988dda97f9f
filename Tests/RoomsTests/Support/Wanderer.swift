// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import TestSupport

/// Makes up what happens next in a room: people who come, go, ask, answer, drop, reload, return and press everything.
struct Wanderer {
    enum Step {
        case event(RoomEvent)
        case time(Duration)
        case restart
    }

    /// Three pages of one client, one of another, one of a stranger; the names of their present page loads.
    private var loads = ["zoe 1", "zoe's phone 1", "zoe's tab 1", "max 1", "stranger 1"]
    private var desks = ["desk 1", "desk in a tab 1"]
    private var reloads = 1
    private var dice: SeededGenerator
    /// Every token that was ever given out.
    private var tokens: [TokenHash] = [TokenHash("guessed")]

    init(seed: UInt64) {
        dice = SeededGenerator(seed: seed)
    }

    static func pass(of visitor: VisitorID) -> VisitorPass {
        if visitor.rawValue.hasPrefix("zoe") { return .zoe }
        return visitor.rawValue.hasPrefix("max") ? .max : .roomLink
    }

    mutating func next(in scene: Scene) -> Step {
        tokens =
            tokens.suffix(8)
            + scene.actions.compactMap { action in
                if case .send(_, .grant(let grant)) = action { grant.resume } else { nil }
            }
        switch Int.random(in: 0..<100, using: &dice) {
        case 0: return .restart
        case 1..<16: return .time(.milliseconds(Int.random(in: 1...9_000, using: &dice)))
        case 16..<18: return .time(.seconds(Int.random(in: 1...150, using: &dice)))
        case 18..<40: return .event(arrival(in: scene))
        case 40..<44: return .event(departure())
        case 45..<47: return .event(change())
        case 47..<50: return .event(.flow(from: chance(1, of: 2) ? .host(desk()) : .visitor(visitor())))
        case 50..<75:
            let visitor = visitorHere(in: scene)
            return .event(.command(from: .visitor(visitor), id: 1, command(of: visitor, in: scene)))
        default: return .event(.command(from: .host(deskInRoom(of: scene)), id: 1, hostsCommand(in: scene)))
        }
    }

    // MARK: Coming and going

    /// Whoever has had an answer or was sent away reloads as often as not.
    private mutating func arrival(in scene: Scene) -> RoomEvent {
        let resume = chance(1, of: 3) ? one(of: tokens) : nil
        if chance(1, of: 3) {
            let index = Int.random(in: desks.indices, using: &dice)
            if scene.host(HostPageID(desks[index])).closed != nil, chance(1, of: 2) {
                desks[index] = reload(desks[index])
            }
            return .hostConnected(
                HostArrival(page: HostPageID(desks[index]), resume: resume, takeBack: chance(1, of: 4)))
        }
        let index = Int.random(in: loads.indices, using: &dice)
        let before = VisitorID(loads[index])
        if scene.page(before).closed != nil || scene.spent[before] != nil, chance(1, of: 2) {
            loads[index] = reload(loads[index])
        }
        let visitor = VisitorID(loads[index])
        return .visitorConnected(
            VisitorArrival(
                visitor: visitor, pass: Self.pass(of: visitor), resume: resume, takeBack: chance(1, of: 4),
                spent: scene.spent[visitor]))
    }

    private mutating func reload(_ name: String) -> String {
        reloads += 1
        return name.split(separator: " ").dropLast().joined(separator: " ") + " \(reloads)"
    }

    private mutating func departure() -> RoomEvent {
        chance(1, of: 3) ? .hostDisconnected(desk()) : .visitorDisconnected(visitor())
    }

    private mutating func change() -> RoomEvent {
        if chance(1, of: 2) {
            return .appointmentChanged(.of(one(of: ["zoe", "max"]), cancelled: chance(1, of: 4)))
        }
        return .settingsChanged(
            RoomSettings(
                hostName: "Anne Martin", lockOnEntry: chance(1, of: 4), stayClosed: chance(1, of: 4),
                roomLinkAllowed: chance(3, of: 4)))
    }

    // MARK: Pressing

    private mutating func command(of visitor: VisitorID, in scene: Scene) -> Command {
        if scene.state(visitor) == .connecting, chance(2, of: 3) { return .connected }
        return switch Int.random(in: 0..<20, using: &dice) {
        case 0..<12:
            .knock(
                chance(1, of: 20) ? self.visitor().knock : visitor.knock, name: "Zoë",
                left: chance(1, of: 3) ? .seconds(7) : nil)
        case 12: .withdraw
        case 13: .ready(name: "Zoë", devices: Devices(camera: true, microphone: true, speaker: true))
        case 14..<18: .connected
        case 18: .media(microphone: chance(1, of: 2), camera: chance(1, of: 2), hasCamera: true)
        default: .hangUp
        }
    }

    private mutating func hostsCommand(in scene: Scene) -> Command {
        switch Int.random(in: 0..<30, using: &dice) {
        case 0..<7: scene.host(desk()).hostRoom?.isHere == true ? .lock(false) : .open
        case 7..<15: .admit(knock(in: scene))
        case 15: .refuse(knock(in: scene), silence: chance(1, of: 4))
        case 16..<18: .wait(knock(in: scene), text: "Un instant")
        case 18: .nudge(visitor())
        case 19..<21: .lock(chance(1, of: 3))
        case 21: .mute(.camera)
        case 22: .ask(.camera)
        case 23: .exclude(lock: chance(1, of: 3))
        case 24..<28: .connected
        case 28: .hangUp
        default: .close
        }
    }

    /// Mostly one that the host sees.
    private mutating func knock(in scene: Scene) -> KnockID {
        let seen = scene.heard.values.compactMap(\.hostRoom).max { $0.revision < $1.revision }?.knocks ?? []
        return seen.isEmpty || chance(1, of: 8) ? visitor().knock : one(of: seen.map(\.knock))
    }

    private mutating func deskInRoom(of scene: Scene) -> HostPageID {
        let here = desks.map { HostPageID($0) }.filter { scene.present.contains(.host($0)) }
        let inRoom = here.filter { scene.host($0).hostRoom?.isHere == true }
        if inRoom.isEmpty || chance(1, of: 8) { return here.isEmpty ? desk() : one(of: here) }
        return one(of: inRoom)
    }

    private mutating func visitorHere(in scene: Scene) -> VisitorID {
        let here = loads.map { VisitorID($0) }.filter { scene.present.contains(.visitor($0)) }
        return here.isEmpty || chance(1, of: 12) ? visitor() : one(of: here)
    }

    private mutating func visitor() -> VisitorID { VisitorID(one(of: loads)) }

    private mutating func desk() -> HostPageID { HostPageID(one(of: desks)) }

    private mutating func chance(_ count: Int, of all: Int) -> Bool {
        Int.random(in: 0..<all, using: &dice) < count
    }

    private mutating func one<Thing>(of things: [Thing]) -> Thing {
        things[Int.random(in: 0..<things.count, using: &dice)]
    }
}
