// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// XOR-PEER-ADDRESS (RFC 8656, section 18.3): the peer as the relay sees it.
public struct XORPeerAddress: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.xorPeerAddress
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
