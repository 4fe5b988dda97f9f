// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

/// Watches every step of a scene and holds it against what must always be true, knowing the rules only from outside.
struct Guard {
    /// Whose knock stands before the host now.
    private var pending: [VisitorID: KnockID] = [:]
    /// Who was let in and whose call has not ended.
    private var admitted: Set<VisitorID> = []
    private var answered: Set<VisitorID> = []
    private var record: RoomRecord?

    mutating func restarted() {
        pending = [:]
    }

    /// `command` is what the step carried, nil for any other event and for time.
    mutating func watch(_ actions: [RoomAction], of scene: Scene, command: (Page, Command)?) {
        watchOrder(actions)
        let isAcknowledged = actions.contains { if case .acknowledge = $0 { true } else { false } }
        if isAcknowledged, let command { note(command, in: scene) }
        noteResumes(actions, of: scene)
        for action in actions { watch(action, in: scene) }
        watchKnocks(of: scene)
        #expect(scene.room.nextDeadline.map { $0 >= scene.now } ?? true, "nothing due has been left")
    }

    private mutating func note(_ given: (Page, Command), in scene: Scene) {
        switch given {
        case (.visitor(let visitor), .knock(let knock, _, _)):
            #expect(!answered.contains(visitor), "who had their answer cannot knock again")
            if !admitted.contains(visitor) { pending[visitor] = knock }
        case (.host, .admit(let knock)):
            guard let visitor = pending.first(where: { $0.value == knock })?.key else {
                Issue.record("admitted a knock that nobody made")
                return
            }
            admitted = [visitor]
        default: break
        }
    }

    /// A page that presents the token of the running call is its participant.
    private mutating func noteResumes(_ actions: [RoomAction], of scene: Scene) {
        for case .persist(let record) in actions {
            defer { self.record = record }
            guard let old = self.record?.call, let new = record.call, old.id == new.id,
                old.guestVisitor != new.guestVisitor, admitted.contains(old.guestVisitor),
                old.guest.token == new.guest.token
            else { continue }
            admitted = [new.guestVisitor]
        }
    }

    private mutating func watch(_ action: RoomAction, in scene: Scene) {
        switch action {
        case .send(.visitor(let visitor), .visitorRoom(let view)):
            let inCall: Set<Outcome> = [.connecting, .inCall]
            #expect(!inCall.contains(view.state) || admitted.contains(visitor), "nobody is in the call without a yes")
            #expect(view.deadline.map { $0 >= scene.now } ?? true, "a deadline lies ahead")
        case .send(.visitor(let visitor), .grant), .send(.visitor(let visitor), .peer),
            .send(.visitor(let visitor), .control), .link(_, let visitor, _):
            #expect(admitted.contains(visitor), "nothing of the call without a yes")
        case .spend(let visitor, _): answered.insert(visitor)
        case .persist(let record):
            if record.call == nil { admitted = [] }
        default: break
        }
    }

    /// Whoever's knock has ended has been told something else than that it is waiting.
    private mutating func watchKnocks(of scene: Scene) {
        guard let room = scene.hostRoom, scene.present.contains(.host(Scene.desk)) else { return }
        let knocks = room.knocks.map(\.visitor)
        for visitor in pending.keys where !knocks.contains(visitor) {
            pending[visitor] = nil
            guard scene.present.contains(.visitor(visitor)) else { continue }
            let waiting: Set<Outcome?> = [.waiting, .askedToWait, nil]
            #expect(!waiting.contains(scene.state(visitor)), "an ended knock tells its visitor")
        }
        #expect(Set(knocks).count == knocks.count, "one knock for each page")
    }

    /// Stored, then answered, then said.
    private func watchOrder(_ actions: [RoomAction]) {
        let ranks = actions.map { action in
            switch action {
            case .persist: 0
            case .spend, .record: 1
            case .acknowledge, .refuse: 2
            case .send, .link, .unlink, .close: 3
            }
        }
        #expect(ranks == ranks.sorted(), "what must survive is stored before anything is said")
        #expect(ranks.count(where: { $0 == 0 }) <= 1)
    }
}
