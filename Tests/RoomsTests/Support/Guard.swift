// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

/// Watches every step of a scene and holds it against what must always be true, knowing the rules only from outside.
struct Guard {
    private var pending: [VisitorID: KnockID] = [:]
    /// Who was let in, or came back by the token, and whose call has not ended.
    private var guest: VisitorID?
    private var record: RoomRecord?

    mutating func restarted() {
        pending = [:]
    }

    /// `command` is what the step carried, nil for any other event and for time.
    mutating func watch(_ scene: Scene, command: (Page, Command)?) {
        watchOrder(scene.actions)
        let isAcknowledged = scene.actions.contains { if case .acknowledge = $0 { true } else { false } }
        if isAcknowledged, let command { note(command, in: scene) }
        noteResume(scene)
        for action in scene.actions { watch(action, in: scene) }
        watchKnocks(of: scene)
        watchGuest(of: scene)
        #expect(scene.room.nextDeadline.map { $0 >= scene.now } ?? true, "nothing due has been left")
    }

    private mutating func note(_ given: (Page, Command), in scene: Scene) {
        switch given {
        case (.visitor(let visitor), .knock(let knock, _, _)):
            // The guest's, repeated, changes nothing.
            guard visitor != guest else { return }
            #expect(scene.spent[visitor] == nil, "who had their answer cannot knock again")
            pending[visitor] = knock
        case (.host, .admit(let knock)):
            guard let visitor = pending.first(where: { $0.value == knock })?.key else {
                Issue.record("admitted a knock that nobody made")
                return
            }
            if let call = record?.call, call.id == scene.stored?.call?.id {
                let appointment = Wanderer.pass(of: visitor).appointment
                #expect(appointment != nil && appointment == call.appointment, "one client per call")
            }
            guest = visitor
            pending[visitor] = nil
        default: break
        }
    }

    /// A page that presents the token of the running call is its participant; the token then stays.
    private mutating func noteResume(_ scene: Scene) {
        for case .persist(let record) in scene.actions {
            if let old = self.record?.call, let new = record.call, old.id == new.id,
                old.guestVisitor == guest, old.guest.token == new.guest.token
            {
                guest = new.guestVisitor
            }
            if record.call == nil { guest = nil }
            self.record = record
        }
    }

    private func watch(_ action: RoomAction, in scene: Scene) {
        switch action {
        case .send(.visitor(let visitor), .visitorRoom(let view)):
            let isIn = view.state == .connecting || view.state == .inCall
            #expect(!isIn || visitor == guest, "nobody is in the call without a yes")
            #expect(view.deadline.map { $0 >= scene.now } ?? true, "a deadline lies ahead")
            #expect(isIn || visitor != guest || view.state == .movedDevice, "the guest is in the call")
        case .send(.visitor(let visitor), .grant), .send(.visitor(let visitor), .peer),
            .send(.visitor(let visitor), .control), .link(_, let visitor, _):
            #expect(visitor == guest, "nothing of the call without a yes")
        case .send(let page, _):
            #expect(scene.present.contains(page), "nothing is said to who is not there")
        default: break
        }
    }

    /// Whoever's knock has ended has been told something else than that it is waiting.
    private mutating func watchKnocks(of scene: Scene) {
        let views = scene.heard.filter { scene.present.contains($0.key) }.values.compactMap(\.hostRoom)
        guard let room = views.max(by: { $0.revision < $1.revision }) else { return }
        let knocks = room.knocks.map(\.visitor)
        #expect(Set(knocks).count == knocks.count, "one knock for each page")
        for visitor in pending.keys where !knocks.contains(visitor) {
            pending[visitor] = nil
            guard scene.present.contains(.visitor(visitor)), let state = scene.state(visitor) else { continue }
            #expect(state != .waiting && state != .askedToWait, "an ended knock tells its visitor")
        }
    }

    /// Whoever is here and was told to be in the call is the one guest.
    private func watchGuest(of scene: Scene) {
        let dismissed = scene.actions.compactMap { if case .close(let page, _) = $0 { page } else { nil } }
        for (page, heard) in scene.heard where scene.present.contains(page) && !dismissed.contains(page) {
            guard case .visitor(let visitor) = page, let state = heard.visitorRoom?.state else { continue }
            #expect(visitor == guest || state != .connecting && state != .inCall, "at most one guest")
        }
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
        #expect(ranks.count { $0 == 0 } <= 1)
    }
}
