// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A client's request to enter.
struct Knock: Hashable, Sendable {
    enum Phase: Hashable, Sendable {
        case ringing(until: ContinuousClock.Instant)
        /// The host said "please wait".
        case waiting(until: ContinuousClock.Instant, text: String?)
        /// A personal link during another's call: waits for the seat, then rings its full time (rule 8).
        case queued(text: String?)
    }

    let id: KnockID
    let since: ContinuousClock.Instant
    var phase: Phase

    var deadline: ContinuousClock.Instant? {
        switch phase {
        case .ringing(let until), .waiting(let until, _): until
        case .queued: nil
        }
    }

    var isWaiting: Bool {
        if case .ringing = phase { false } else { true }
    }

    var text: String? {
        switch phase {
        case .ringing: nil
        case .waiting(_, let text), .queued(let text): text
        }
    }

    /// The host asks it to wait: for so long from the first time, or for the seat as before.
    mutating func wait(_ text: String?, until: ContinuousClock.Instant) {
        switch phase {
        case .ringing: phase = .waiting(until: until, text: text)
        case .waiting(let until, _): phase = .waiting(until: until, text: text)
        case .queued: phase = .queued(text: text)
        }
    }

    mutating func queue() {
        phase = .queued(text: text)
    }

    mutating func ringIfQueued(until: ContinuousClock.Instant) {
        if case .queued = phase { phase = .ringing(until: until) }
    }
}
