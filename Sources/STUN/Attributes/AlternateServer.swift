// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// ALTERNATE-SERVER (RFC 8489, section 14.15): another server to ask, with a 300.
public struct AlternateServer: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.alternateServer
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
