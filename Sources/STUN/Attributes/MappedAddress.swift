// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// MAPPED-ADDRESS (RFC 8489, section 14.1): the client's address as the server sees it, in clear.
public struct MappedAddress: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.mappedAddress
    public let address: TransportAddress

    @inlinable
    public init(_ address: TransportAddress) { self.address = address }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        address = try AddressCoding.read(value, isXORed: false)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        AddressCoding.write(address, isXORed: false, into: &writer)
    }
}
