// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The life of a call: admission, the change of device, the end.
extension Room {
    mutating func beginCall(with index: Int, at now: Instant) {
        guard case .present(let page) = host, let name = visitors[index].name else { return }
        let visitor = visitors[index]
        ended = nil
        call = Call(
            id: secrets.makeCall(), appointment: visitor.pass.appointment, started: now,
            guestVisitor: visitor.id, guestName: name.text,
            guest: Seat(
                token: secrets.makeResumeToken(), media: MediaState(hasCamera: visitor.devices?.camera ?? true)),
            hostPage: page,
            host: Seat(token: secrets.makeResumeToken(), media: hostMedia))
        batch.record(visitor.pass.appointment, .admitted)
        seatGuest(index, at: now)
        grant(.guest, isResumed: false)
        grant(.host, isResumed: false)
        if settings.lockOnEntry { lock(true) } else { queueKnocks() }
    }

    mutating func replaceGuest(with index: Int, at now: Instant) {
        guard var call, let name = visitors[index].name else { return }
        let visitor = visitors[index]
        let old = call.guestVisitor
        let shown = call.guest.media
        call.guestVisitor = visitor.id
        call.guestName = name.text
        call.guest = Seat(
            token: secrets.makeResumeToken(),
            media: MediaState(
                microphone: shown.microphone, camera: shown.camera, hasCamera: visitor.devices?.camera ?? true,
                microphoneBlocked: shown.microphoneBlocked, cameraBlocked: shown.cameraBlocked))
        call.renegotiate(with: .guest)
        self.call = call
        batch.record(call.appointment, .admitted)
        seatGuest(index, at: now)
        supersede(.visitor(old))
        grant(.guest, isResumed: true)
    }

    /// Ends the call for both (rules 10, 12 and 13). A lock is for one call, so it opens the room unless the host or the
    /// setting keeps it closed (rule 9).
    mutating func endCall(_ reason: EndReason, lock: Bool = false, at now: Instant) {
        guard let call else { return }
        batch.unlink(call.id)
        batch.record(call.appointment, .ended(reason))
        if reason == .excluded { batch.spend(call.guestVisitor, .excluded) }
        self.call = nil
        ended = EndedCall(reason: reason, at: now, appointment: call.appointment)
        superseded.removeAll { if case .visitor = $0 { true } else { false } }
        if let index = index(of: call.guestVisitor) { dismiss(index, reason == .excluded ? .excluded : .ended) }
        self.lock(lock || settings.stayClosed)
        ringQueuedKnocks(at: now)
    }

    mutating func exclude(lock: Bool, at now: Instant) throws(RefusalReason) {
        guard call != nil else { throw .notNow }
        endCall(.excluded, lock: lock, at: now)
    }

    /// A participant's socket dropped: the seat is kept (rule 13).
    mutating func vacate(_ role: Role, at now: Instant) {
        guard let call else { return }
        batch.unlink(call.id)
        let deadline = now + limits.seat
        self.call?[role].deadline = deadline
    }

    /// The knock is over. Whoever dropped just before the yes has a seat, and the visitor's own name to come back to it.
    private mutating func seatGuest(_ index: Int, at now: Instant) {
        visitors[index].turn = .outside
        guard !visitors[index].isConnected else { return }
        visitors.remove(at: index)
        vacate(.guest, at: now)
    }
}
