// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What must survive a restart (rule 13). Instants are this process's; the caller turns them into UTC and back.
public struct RoomRecord: Hashable, Sendable {
    public var isLocked: Bool
    /// The host's page that is in the room. After a restart it is expected back within the host's grace.
    public var hostPage: HostPageID?
    public var call: CallRecord?
    /// Sources of room-link visitors that the host does not want to hear, and until when.
    public var silenced: [String: ContinuousClock.Instant]

    public init(
        isLocked: Bool = false, hostPage: HostPageID? = nil, call: CallRecord? = nil,
        silenced: [String: ContinuousClock.Instant] = [:]
    ) {
        self.isLocked = isLocked
        self.hostPage = hostPage
        self.call = call
        self.silenced = silenced
    }
}
