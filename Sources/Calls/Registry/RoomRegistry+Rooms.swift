// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Rooms
import Storage

extension RoomRegistry {
    /// At start: the rooms with an open call, so that their seats lapse when they must.
    func restore() async throws {
        let date = clock.date()
        let open = try await store.write { transaction in
            try transaction.spentTickets.deleteExpired(now: date)
            return try transaction.calls.open().map(\.roomID)
        }
        for id in open { _ = try await room(RoomID(id)) }
        logger.info("Rooms taken up", metadata: ["calls": "\(open.count)"])
    }

    /// The room, taken up from the tables if it is not in memory. Nil for a room that is not there.
    func room(_ id: RoomID) async throws -> OpenRoom? {
        if let open = rooms[id] { return open }
        intake.watch(1)
        defer { intake.watch(-1) }
        let moment = clock.moment
        guard let loaded = try await store.write({ try LoadedRoom(id.rawValue, in: $0, at: moment) }) else {
            return nil
        }
        let tokens = ResumeTokens()
        let room = Room(
            id: id, settings: loaded.settings, limits: limits, restored: loaded.stored.record, secrets: tokens,
            now: moment.instant)
        let open = OpenRoom(
            room: room, tokens: tokens, practitioner: loaded.practitioner, isRelayOnly: loaded.isRelayOnly,
            relay: loaded.relay, stored: loaded.stored)
        if rooms.updateValue(open, forKey: id) == nil { intake.watch(1) }
        return open
    }

    /// Lets something happen to a room, and again with the next tick if it could not be stored.
    func feed(_ event: RoomEvent, to open: OpenRoom) async {
        do {
            try await handle(open) { room, now in room.handle(event, at: now) }
        } catch {
            retries.append((open.room.id, event))
        }
    }

    /// Moves the room, stores what must survive, then says what there is to say. When the storing fails the room is as
    /// it was before, and nothing was said.
    func handle(
        _ open: OpenRoom, _ move: (inout Room, ContinuousClock.Instant) -> [RoomAction]
    ) async throws(StorageFailure) {
        let before = open.room
        let moment = clock.moment
        let actions = move(&open.room, moment.instant)
        let writes = RoomWrites(
            actions, room: open.room.id, old: open.stored, relay: open.relay,
            relayUntil: moment.instant.advanced(by: relayCredentials.lifetime), at: moment)
        if !writes.isEmpty {
            do {
                try await store.write { try writes.apply($0) }
            } catch {
                open.room = before
                failed(open, error)
                throw StorageFailure()
            }
            open.stored = writes.new
        }
        open.tokens.keep(open.stored.record.call.map { [$0.host.token, $0.guest.token] } ?? [])
        open.relay = writes.relay
        for participant in writes.revoked { relayCredentials.revoke(participant) }
        perform(actions, in: open, at: moment)
        if let call = writes.new.record.call?.id, call != writes.old.record.call?.id {
            intake.metrics.callBegan()
            intake.metrics.knock(.admitted)
        }
        forgetIfIdle(open)
    }

    func forgetIfIdle(_ open: OpenRoom) {
        if open.pages.isEmpty, open.room.isIdle { forget(open) }
    }

    private func forget(_ open: OpenRoom) {
        if rooms.removeValue(forKey: open.room.id) != nil { intake.watch(-1) }
    }

    struct StorageFailure: Error {}

    private func failed(_ open: OpenRoom, _ error: any Error) {
        intake.metrics.storageFailed()
        logger.error(
            "A room's state could not be stored", metadata: ["room": "\(open.room.id.rawValue)", "error": "\(error)"])
        guard case StorageError.roomLost = error else { return }
        // Another process runs the room: the pages come back and are taken up from what is stored.
        forget(open)
        open.cut()
        for endpoint in open.pages.values { endpoint.close(code: SignallingCloseCode.goingAway) }
        open.pages = [:]
    }

    // MARK: Actions

    /// Links first, so that no signal can come before them; then what clients are told before what the host is told:
    /// the host makes the first offer, which must find the client's grant already sent.
    private func perform(_ actions: [RoomAction], in open: OpenRoom, at moment: Moment) {
        for action in actions {
            switch action {
            case .link(let host, let visitor, let call): link(host, visitor, call, in: open)
            case .unlink: open.cut()
            case .spend(_, let verdict): intake.metrics.knock(verdict.outcome)
            default: break
            }
        }
        for action in actions where !action.isForHost { say(action, in: open, at: moment) }
        for action in actions where action.isForHost { say(action, in: open, at: moment) }
    }

    private func link(_ host: HostPageID, _ visitor: VisitorID, _ call: CallID, in open: OpenRoom) {
        open.cut()
        guard let host = open.pages[.host(host)], let guest = open.pages[.visitor(visitor)] else { return }
        open.link = OpenRoom.Link(call: call, host: host, guest: guest)
        host.link(to: guest, call: call)
        guest.link(to: host, call: call)
    }

    private func say(_ action: RoomAction, in open: OpenRoom, at moment: Moment) {
        switch action {
        case .acknowledge(let page, let id): open.pages[page]?.send(ServerMessage.acknowledged(id).bytes)
        case .refuse(let page, let id, let reason):
            intake.metrics.refused(reason)
            open.pages[page]?.send(ServerMessage.refused(id, reason).bytes)
        case .send(let page, let message): open.pages[page]?.send(text(of: message, to: page, in: open, at: moment))
        case .close(let page, let reason):
            let code =
                switch reason {
                case .done: SignallingCloseCode.done
                case .tooMany: SignallingCloseCode.policyViolation
                }
            open.pages.removeValue(forKey: page)?.close(code: code)
        case .persist, .spend, .record, .link, .unlink: break
        }
    }

    private func text(of message: Message, to page: Page, in open: OpenRoom, at moment: Moment) -> [UInt8] {
        switch message {
        case .hostRoom(let view): ServerMessage.room(view, at: moment).bytes
        case .visitorRoom(let view): ServerMessage.room(view, at: moment).bytes
        case .grant(let grant):
            ServerMessage.grant(
                grant, resume: open.tokens.token(for: grant.resume) ?? "",
                ice: ice(for: grant, in: open), at: moment
            ).bytes
        case .peer(let peer): ServerMessage.peer(peer, at: moment).bytes
        case .control(let kind, let blocked): ServerMessage.control(kind, blocked: blocked).bytes
        case .nudge: ServerMessage.nudge.bytes
        case .moved: ServerMessage.moved.bytes
        }
    }
}

extension RoomAction {
    fileprivate var isForHost: Bool {
        switch self {
        case .acknowledge(.host, _), .refuse(.host, _, _), .send(to: .host, _), .close(.host, _): true
        default: false
        }
    }
}
