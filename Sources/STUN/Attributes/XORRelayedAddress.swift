// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// XOR-RELAYED-ADDRESS (RFC 8656, section 18.5): the address that the relay keeps for the client.
public struct XORRelayedAddress: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.xorRelayedAddress
    public let address: TransportAddress

    @inlinable
    public init(_ address: TransportAddress) { self.address = address }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        address = try AddressCoding.read(value, isXORed: true)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        AddressCoding.write(address, isXORed: true, into: &writer)
    }
}
