// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a participant is told when something about the other one changed.
public struct PeerState: Hashable, Sendable {
    public var call: CallID
    /// The other side's socket is there.
    public var isPresent: Bool
    /// False means "connecting…": not both sides have acknowledged media.
    public var isConnected: Bool
    /// While the other side is away: when its seat lapses.
    public var seatDeadline: ContinuousClock.Instant?
    /// The other side is a new page, with a new peer connection.
    public var renegotiate: Bool
    /// The other side's media.
    public var media: MediaState

    public init(
        call: CallID, isPresent: Bool, isConnected: Bool, seatDeadline: ContinuousClock.Instant?,
        renegotiate: Bool, media: MediaState
    ) {
        self.call = call
        self.isPresent = isPresent
        self.isConnected = isConnected
        self.seatDeadline = seatDeadline
        self.renegotiate = renegotiate
        self.media = media
    }
}
