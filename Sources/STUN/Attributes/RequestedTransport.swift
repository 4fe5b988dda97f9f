// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// REQUESTED-TRANSPORT (RFC 8656, section 18.8): how the relay shall speak with the peers.
public struct RequestedTransport: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.requestedTransport
    public static let udp = RequestedTransport(protocolNumber: 17)
    /// The number of the protocol as IPv4 has it; only 17 is known to RFC 8656.
    public let protocolNumber: UInt8

    @inlinable
    public init(protocolNumber: UInt8) { self.protocolNumber = protocolNumber }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 4)
        protocolNumber = try value.byte(at: 0)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(UInt32(protocolNumber) << 24) }
}
