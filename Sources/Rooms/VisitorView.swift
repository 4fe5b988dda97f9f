// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The room as one client may see it: nothing but their own state (rule 17).
public struct VisitorView: Hashable, Sendable {
    /// Grows with every view that the room sends; starts again with the process.
    public var revision: Int
    public var state: Outcome
    /// When the knock ends. Nil while a personal link's knock waits for the seat (it then starts its full time).
    public var deadline: ContinuousClock.Instant?
    /// The host's words with "please wait"; nil when the wait came by itself.
    public var text: String?
    public var host: String?
    /// On a personal link that is not in the call: when the appointment starts, in milliseconds since 1970.
    public var startsAt: Int?
    /// With `tooEarly`: from when the visitor may ask.
    public var opens: ContinuousClock.Instant?
    /// By how many minutes the host is late, on a personal link that is not in the call and has had no answer.
    public var delayMinutes: Int?

    public init(
        revision: Int = 0, state: Outcome, deadline: ContinuousClock.Instant? = nil, text: String? = nil,
        host: String? = nil, startsAt: Int? = nil, opens: ContinuousClock.Instant? = nil, delayMinutes: Int? = nil
    ) {
        self.revision = revision
        self.state = state
        self.deadline = deadline
        self.text = text
        self.host = host
        self.startsAt = startsAt
        self.opens = opens
        self.delayMinutes = delayMinutes
    }
}
