// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An IP address as a number. An IPv4 address stands in the low 32 bits of `low`, and `high` is zero: two addresses are
/// the same when family and number are. An IPv4-mapped IPv6 address is another address than the IPv4 one inside it.
@frozen
public struct IPAddress: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64
    public let family: AddressFamily

    @inlinable
    public init(v4 number: UInt32) {
        high = 0
        low = UInt64(number)
        family = .ipv4
    }

    @inlinable
    public init(v6High high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
        family = .ipv6
    }

    /// 0.0.0.0 or ::
    @inlinable
    public static func unspecified(_ family: AddressFamily) -> IPAddress {
        family == .ipv4 ? IPAddress(v4: 0) : IPAddress(v6High: 0, low: 0)
    }

    @inlinable
    public var isIPv4: Bool { family == .ipv4 }

    @inlinable
    public var isIPv6: Bool { family == .ipv6 }

    /// The number of an IPv4 address, the most significant byte first in the text. Only for `isIPv4`.
    @inlinable
    public var v4: UInt32 { UInt32(truncatingIfNeeded: low) }
}
