// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The family of an address, with the number that STUN gives it (RFC 8489, section 14.1).
public enum AddressFamily: UInt8, Sendable, Hashable {
    case ipv4 = 0x01
    case ipv6 = 0x02

    /// How many bytes an address of the family takes.
    @inlinable
    public var addressLength: Int { self == .ipv4 ? 4 : 16 }
}
