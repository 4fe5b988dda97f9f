// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// LIFETIME (RFC 8656, section 18.2): how many seconds an allocation lives without a refresh.
public struct Lifetime: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.lifetime
    public let seconds: UInt32

    @inlinable
    public init(seconds: UInt32) { self.seconds = seconds }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 4)
        seconds = try value.uint32(at: 0)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) { writer.append(seconds) }
}
