// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Asking to enter, from the client's side.
extension Room {
    mutating func knock(
        _ index: Int, _ id: KnockID, name: String, left: Duration?, at now: Instant
    ) throws(RefusalReason) {
        let visitor = visitors[index]
        // The yes may have crossed with a repetition of the question.
        if isGuest(visitor.id) { return }
        if case .answered = visitor.turn { throw .spent }
        if let present = visitor.knock {
            guard present.id == id else { throw .notNow }
            return
        }
        guard let name = PersonName(name) else { throw .name }
        guard mayKnock(visitor.pass, at: now) else {
            throw standing(of: visitor.pass, at: now) == .locked ? .locked : .notNow
        }
        guard !visitors.contains(where: { $0.knock?.id == id }) else { throw .notAllowed }
        guard visitors.count(where: { $0.knock != nil }) < limits.knocks else { throw .tooMany }
        let life = min(max(left ?? limits.knock, .zero), limits.knock)
        var knock = Knock(id: id, since: now, phase: .ringing(until: now + life))
        if mustQueue(visitor.pass) { knock.queue() }
        visitors[index].name = name
        visitors[index].turn = .asking(knock)
        batch.record(visitor.pass.appointment, .knocked)
        forgetReloaded(by: visitors[index])
    }

    mutating func withdraw(_ index: Int) throws(RefusalReason) {
        guard visitors[index].knock != nil else { throw .noSuchKnock }
        visitors[index].turn = .withdrawn
    }

    /// A personal link's knock during another's call waits for the seat by itself (rule 8).
    func mustQueue(_ pass: VisitorPass) -> Bool {
        call != nil && pass.appointment != nil && !isCallsOwnClient(pass)
    }

    /// A call begins: whoever else asks on a personal link now waits for the seat.
    mutating func queueKnocks() {
        for index in visitors.indices {
            guard case .asking(var knock) = visitors[index].turn, mustQueue(visitors[index].pass) else { continue }
            knock.queue()
            visitors[index].turn = .asking(knock)
        }
    }

    /// The seat is free: whoever waited for it rings for the full time.
    mutating func ringQueuedKnocks(at now: Instant) {
        for index in visitors.indices {
            guard case .asking(var knock) = visitors[index].turn else { continue }
            knock.ringIfQueued(until: now + limits.knock)
            visitors[index].turn = .asking(knock)
        }
    }

    mutating func endKnocks(as turn: Turn, where ends: (VisitorPass) -> Bool = { _ in true }) {
        for index in visitors.indices where visitors[index].knock != nil && ends(visitors[index].pass) {
            visitors[index].turn = turn
        }
    }

    mutating func answer(_ index: Int, _ verdict: Verdict) {
        visitors[index].turn = .answered(verdict)
        batch.spend(visitors[index].id, verdict)
    }

    /// A reload is a new visitor; the knock of the page that it replaced is withdrawn with that page.
    private mutating func forgetReloaded(by visitor: Visitor) {
        visitors.removeAll { other in
            guard !other.isConnected, other.id != visitor.id else { return false }
            if let appointment = visitor.pass.appointment { return other.pass.appointment == appointment }
            return other.pass == visitor.pass && other.name == visitor.name
        }
    }
}
