// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RESERVATION-TOKEN (RFC 8656, section 18.10): the right to a relayed port that was kept. Eight bytes as a number.
public struct ReservationToken: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.reservationToken
    public let rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 8)
        rawValue = try value.uint64(at: 0)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(rawValue) }
}
