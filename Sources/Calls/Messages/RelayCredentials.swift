// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The relay as the calls see it: it gives each participant of each call a short-lived credential, and takes it back.
public struct RelayCredentials: Sendable {
    /// What is given out is good for this long. It is given anew before that over the participant's socket.
    public var lifetime: Duration
    /// - Parameter participant: a name for the allocation's quota and log; no person can be known by it.
    public var servers: @Sendable (_ participant: String) -> [ICEConfiguration.Server]
    /// Ends the participant's allocations at once and makes every credential of theirs worthless.
    public var revoke: @Sendable (_ participant: String) -> Void

    public init(
        lifetime: Duration, servers: @escaping @Sendable (_ participant: String) -> [ICEConfiguration.Server],
        revoke: @escaping @Sendable (_ participant: String) -> Void
    ) {
        self.lifetime = lifetime
        self.servers = servers
        self.revoke = revoke
    }

    /// No relay: participants find each other directly or not at all.
    public static let none = RelayCredentials(lifetime: .seconds(600), servers: { _ in [] }, revoke: { _ in })

    /// Less than this left: it is time for new ones.
    var renewBefore: Duration { min(.seconds(180), lifetime / 2) }
}
