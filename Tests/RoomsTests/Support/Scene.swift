// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

/// A room, its pages, and the hours of a test. It does with the room's actions what a server would do, and remembers them.
struct Scene {
    static let start = ContinuousClock.now
    static let desk = HostPageID("desk")

    let secrets = CountingSecrets()
    var room: Room
    var now = Scene.start
    var heard: [Page: Heard] = [:]
    var linked: VisitorID?
    var stored: RoomRecord?
    var spent: [VisitorID: Verdict] = [:]
    var times: [AttendanceEvent] = []
    /// The pages whose sockets are there, for whoever keeps count.
    var present: Set<Page> = []
    /// The actions of the last step.
    var actions: [RoomAction] = []
    private var commands = 0

    init(settings: RoomSettings = RoomSettings(hostName: "Anne Martin")) {
        room = Room(id: RoomID("room"), settings: settings, secrets: secrets, now: Scene.start)
    }

    func instant(_ seconds: Double) -> ContinuousClock.Instant {
        Scene.start + .milliseconds(Int(seconds * 1000))
    }

    /// Lets the clock run to so many seconds after the start, waking the room whenever it asked to be woken.
    mutating func wait(until seconds: Double) {
        let end = instant(seconds)
        while let due = room.nextDeadline, due <= end {
            now = max(now, due)
            perform(room.advance(to: now))
        }
        now = end
        perform(room.advance(to: now))
    }

    /// The process dies and starts again with what was stored; every socket is gone.
    mutating func restart() {
        room = Room(
            id: RoomID("room"), settings: RoomSettings(hostName: "Anne Martin"), restored: stored,
            secrets: secrets, now: now)
        heard = [:]
        linked = nil
    }

    mutating func handle(_ event: RoomEvent) {
        perform(room.handle(event, at: now))
    }

    /// Nil when the command was acknowledged.
    @discardableResult
    mutating func command(_ command: Command, from page: Page) -> RefusalReason? {
        commands += 1
        handle(.command(from: page, id: commands, command))
        if actions.contains(.acknowledge(page, commands)) { return nil }
        let reason = RefusalReason.allCases.first { actions.contains(.refuse(page, commands, $0)) }
        #expect(reason != nil, "every command is answered")
        return reason
    }

    mutating func perform(_ actions: [RoomAction]) {
        self.actions = actions
        for action in actions {
            switch action {
            case .persist(let record): stored = record
            case .spend(let visitor, let verdict): spent[visitor] = verdict
            case .record(_, let event): times.append(event)
            case .link(_, let visitor, _): linked = visitor
            case .unlink: linked = nil
            case .send(let page, let message): heard[page, default: Heard()].hear(message)
            case .close(let page, let reason): heard[page, default: Heard()].closed = reason
            case .acknowledge, .refuse: break
            }
        }
    }
}
