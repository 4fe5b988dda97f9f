// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One participant's half of an open call as stored.
public struct SeatRecord: Hashable, Sendable {
    public var token: TokenHash
    public var media: MediaState
    /// When the seat lapses; nil while its owner's socket is there. A restart sets it to start + 120 s in any case.
    public var deadline: ContinuousClock.Instant?

    public init(token: TokenHash, media: MediaState, deadline: ContinuousClock.Instant?) {
        self.token = token
        self.media = media
        self.deadline = deadline
    }
}
