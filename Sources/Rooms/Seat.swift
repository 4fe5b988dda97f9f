// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One participant's half of a call.
struct Seat: Sendable {
    var token: TokenHash
    var media: MediaState
    /// Has acknowledged that the other side's media arrive.
    var acknowledged = false
    /// When the seat lapses; nil exactly while its owner's socket is there.
    var deadline: ContinuousClock.Instant?
    /// To be told once that the other side is a new page.
    var mustRenegotiate = false
    /// The hash of the peer's state that its owner saw last.
    var shown: Int?

    var isPresent: Bool { deadline == nil }

    init(token: TokenHash, media: MediaState, deadline: ContinuousClock.Instant? = nil) {
        self.token = token
        self.media = media
        self.deadline = deadline
    }

    init(restoring record: SeatRecord, wasConnected: Bool, deadline: ContinuousClock.Instant) {
        self.init(token: record.token, media: record.media, deadline: deadline)
        acknowledged = wasConnected
    }

    var record: SeatRecord { SeatRecord(token: token, media: media, deadline: deadline) }
}
