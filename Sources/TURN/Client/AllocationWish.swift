// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// What an Allocate request asks for beyond an address for UDP; nil leaves it to the server.
public struct AllocationWish: Hashable, Sendable {
    public var family: AddressFamily?
    /// Seconds.
    public var lifetime: UInt32?

    public init(family: AddressFamily? = nil, lifetime: UInt32? = nil) {
        self.family = family
        self.lifetime = lifetime
    }
}
