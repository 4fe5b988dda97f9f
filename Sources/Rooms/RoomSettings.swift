// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the practitioner decides about the room.
public struct RoomSettings: Hashable, Sendable {
    /// Told to the bearer of a personal link; to a visitor on the room's link only once admitted (rule 2).
    public var hostName: String
    /// Lock when a client enters.
    public var lockOnEntry: Bool
    /// Stay closed after hang-up: the end of a call leaves the room locked, whether or not it was during the call.
    public var stayClosed: Bool
    /// Visitors without an appointment may knock on the room's link.
    public var roomLinkAllowed: Bool

    public init(
        hostName: String, lockOnEntry: Bool = false, stayClosed: Bool = false, roomLinkAllowed: Bool = true
    ) {
        self.hostName = hostName
        self.lockOnEntry = lockOnEntry
        self.stayClosed = stayClosed
        self.roomLinkAllowed = roomLinkAllowed
    }
}
