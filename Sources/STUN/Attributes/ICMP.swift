// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// ICMP (RFC 8656, section 18.13): what the network said about a datagram that the relay sent to the peer.
public struct ICMP: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.icmp
    /// Seven bits: the type of ICMP for an IPv4 peer, of ICMPv6 for an IPv6 peer.
    public let icmpType: UInt8
    /// Nine bits.
    public let code: UInt16
    /// The next hop's MTU for "fragmentation needed" and "packet too big", else zero.
    public let errorData: UInt32

    /// Bits above the seven and the nine are cut off.
    @inlinable
    public init(icmpType: UInt8, code: UInt16, errorData: UInt32 = 0) {
        self.icmpType = icmpType & 0x7f
        self.code = code & 0x1ff
        self.errorData = errorData
    }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 8)
        let both = try value.uint16(at: 2)
        self.init(icmpType: UInt8(both >> 9), code: both, errorData: try value.uint32(at: 4))
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        writer.append(UInt16(0))
        writer.append(UInt16(icmpType) << 9 | code)
        writer.append(errorData)
    }
}
