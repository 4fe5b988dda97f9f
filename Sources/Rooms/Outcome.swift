// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a client's page is told (rule 5). The raw values are the protocol's.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
    // Before asking.
    case tooEarly = "too_early"
    case over
    case appointmentCancelled = "appointment_cancelled"
    case absent
    case busy
    case locked
    /// The set-up page: this visitor may ask.
    case open

    // Having asked.
    case waiting
    case askedToWait = "asked_to_wait"
    /// The moment between the host's yes and the grant; kept in the times of an appointment, never a page's state.
    case admitted
    case connecting
    case inCall = "in_call"

    // The end of a turn.
    case refused
    case noAnswer = "no_answer"
    case withdrawn
    case hostLeft = "host_left"
    case excluded
    case ended
    case movedDevice = "moved_device"
    case tooMany = "too_many"

    /// Said by the page alone: it has lost the server.
    case offline
}
