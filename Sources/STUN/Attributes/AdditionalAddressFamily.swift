// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// ADDITIONAL-ADDRESS-FAMILY (RFC 8656, section 18.11): asks for one more relayed address; only IPv6 is allowed. A
/// number that is no family is read too, so that the server can answer it.
public struct AdditionalAddressFamily: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.additionalAddressFamily
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
