// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// REQUESTED-ADDRESS-FAMILY (RFC 8656, section 18.6): the family that the relayed address shall have. A number that is
/// no family is read too, so that the server can answer it.
public struct RequestedAddressFamily: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.requestedAddressFamily
    public let rawValue: UInt8

    @inlinable
    public init(_ family: AddressFamily) { rawValue = family.rawValue }

    @inlinable
    public var family: AddressFamily? { AddressFamily(rawValue: rawValue) }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 4)
        rawValue = try value.byte(at: 0)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(UInt32(rawValue) << 24) }
}
