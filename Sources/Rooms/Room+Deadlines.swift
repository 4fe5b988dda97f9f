// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Everything that happens because time passes.
extension Room {
    /// When the room next wants `advance`; nil while it waits for nothing.
    public var nextDeadline: Instant? {
        var next: Instant?
        func consider(_ instant: Instant?) {
            guard let instant else { return }
            next = next.map { min($0, instant) } ?? instant
        }
        consider(host.deadline)
        consider(call?.guest.deadline)
        consider(call?.host.deadline)
        for until in silenced.values { consider(until) }
        for visitor in visitors {
            consider(visitor.awayUntil)
            consider(visitor.knock?.deadline)
            // What the page says changes by itself when an appointment's time comes and when it is over.
            guard case .personal(let pass) = visitor.pass else { continue }
            if pass.opens > clock { consider(pass.opens) }
            if pass.closes > clock { consider(pass.closes) }
        }
        return next
    }

    /// What is due at `now`, and nothing that is due later. Knocks first: an answer that did not come is no answer, whatever
    /// else happens at that instant.
    mutating func expire(at now: Instant) {
        clock = max(now, clock)
        for index in visitors.indices {
            guard let deadline = visitors[index].knock?.deadline, deadline <= now else { continue }
            answer(index, .noAnswer)
        }
        visitors.removeAll { visitor in visitor.awayUntil.map { $0 <= now } ?? false }
        if let deadline = host.deadline, deadline <= now { hostIsGone() }
        if let call, isDue(call.guest.deadline, at: now) || isDue(call.host.deadline, at: now) {
            endCall(.lapsed, at: now)
        }
        silenced = silenced.filter { $0.value > now }
    }

    private func isDue(_ deadline: Instant?, at now: Instant) -> Bool {
        deadline.map { $0 <= now } ?? false
    }
}
