// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// EVEN-PORT (RFC 8656, section 18.7): the relayed port shall be even.
public struct EvenPort: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.evenPort
    /// Whether the next higher port shall be kept for a second allocation (the R bit).
    public let reservesNext: Bool

    @inlinable
    public init(reservesNext: Bool) { self.reservesNext = reservesNext }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 1)
        reservesNext = try value.byte(at: 0) & 0x80 != 0
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(UInt8(reservesNext ? 0x80 : 0)) }
}
