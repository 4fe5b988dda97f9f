// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// Makes up what happens next in a room: people who come, go, ask, answer, drop, return and press everything.
struct Wanderer {
    static let visitors: [VisitorID] = [.zoe, .zoesPhone, .zoesReload, .max, .stranger]
    static let hosts = [Scene.desk, HostPageID("second tab")]

    var dice: Dice
    /// The last token that each page was given.
    private var tokens: [Page: TokenHash] = [:]

    init(seed: UInt64) {
        dice = Dice(seed: seed)
    }

    enum Step {
        case event(RoomEvent)
        case time(Duration)
        case restart
    }

    mutating func next(in scene: Scene) -> Step {
        for (page, heard) in scene.heard { tokens[page] = heard.grant?.resume ?? tokens[page] }
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<2: return .restart
        case 2..<25: return .time(.milliseconds(Int.random(in: 1...60_000, using: &dice) / one(of: [1, 10, 100])))
        case 25..<45: return .event(arrival(in: scene))
        case 45..<55: return .event(departure(in: scene))
        case 55..<58: return .event(change())
        case 58..<62: return .event(.flow(from: page()))
        case 62..<80: return .event(.command(from: .visitor(one(of: Self.visitors)), id: 1, visitorsCommand()))
        default: return .event(.command(from: .host(one(of: Self.hosts)), id: 1, hostsCommand()))
        }
    }

    private mutating func arrival(in scene: Scene) -> RoomEvent {
        if chance(1, of: 3) {
            let page = one(of: Self.hosts)
            return .hostConnected(
                HostArrival(page: page, resume: token(of: .host(page)), takeBack: chance(1, of: 4)))
        }
        let visitor = one(of: Self.visitors)
        let pass: VisitorPass =
            switch visitor {
            case .max: .max
            case .stranger: .roomLink
            default: .zoe
            }
        let owner = chance(1, of: 3) ? VisitorID.zoe : visitor
        let token = visitor == .max || visitor == .stranger ? nil : token(of: .visitor(owner))
        return .visitorConnected(
            VisitorArrival(
                visitor: visitor, pass: pass, resume: token, takeBack: chance(1, of: 4),
                spent: scene.spent[visitor]))
    }

    private mutating func departure(in scene: Scene) -> RoomEvent {
        chance(1, of: 3)
            ? .hostDisconnected(one(of: Self.hosts)) : .visitorDisconnected(one(of: Self.visitors))
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

    private mutating func visitorsCommand() -> Command {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0..<5: .knock(knock(), name: "Zoë", left: chance(1, of: 3) ? .seconds(7) : nil)
        case 5: .withdraw
        case 6: .ready(name: "Zoë", devices: Devices(camera: true, microphone: true, speaker: true))
        case 7: .connected
        case 8: .media(microphone: chance(1, of: 2), camera: chance(1, of: 2), hasCamera: true)
        default: .hangUp
        }
    }

    private mutating func hostsCommand() -> Command {
        switch Int.random(in: 0..<24, using: &dice) {
        case 0..<6: .open
        case 6..<12: .admit(knock())
        case 12: .refuse(knock(), silence: chance(1, of: 2))
        case 13..<15: .wait(knock(), text: "Un instant")
        case 15: .nudge(one(of: Self.visitors))
        case 16: .lock(chance(1, of: 3))
        case 17: .mute(.camera)
        case 18: .ask(.camera)
        case 19: .exclude(lock: chance(1, of: 3))
        case 20..<22: .connected
        case 22: .hangUp
        default: .close
        }
    }

    private mutating func knock() -> KnockID {
        one(of: Self.visitors).knock
    }

    private mutating func page() -> Page {
        chance(1, of: 2) ? .host(one(of: Self.hosts)) : .visitor(one(of: Self.visitors))
    }

    private mutating func token(of page: Page) -> TokenHash? {
        chance(1, of: 2) ? tokens[page] : nil
    }

    private mutating func chance(_ count: Int, of all: Int) -> Bool {
        Int.random(in: 0..<all, using: &dice) < count
    }

    private mutating func one<Thing>(of things: [Thing]) -> Thing {
        things[Int.random(in: 0..<things.count, using: &dice)]
    }
}
