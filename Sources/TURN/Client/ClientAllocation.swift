// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// What a server gave with a success response to Allocate (RFC 8656, section 7.3).
public struct ClientAllocation: Hashable, Sendable {
    /// Where peers reach the client.
    public let relayed: TransportAddress
    /// The client as the server sees it.
    public let mapped: TransportAddress
    /// Seconds.
    public let lifetime: UInt32

    public init(relayed: TransportAddress, mapped: TransportAddress, lifetime: UInt32) {
        self.relayed = relayed
        self.mapped = mapped
        self.lifetime = lifetime
    }
}
