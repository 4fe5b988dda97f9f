// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// CHANNEL-NUMBER (RFC 8656, section 18.1): the channel that is to be bound. Numbers out of range are read too, so that
/// the server can answer them; `channel` is nil for them.
public struct ChannelNumberAttribute: STUNAttribute, Hashable, Sendable {
    public static let type = AttributeType.channelNumber
    public let rawValue: UInt16

    @inlinable
    public init(_ channel: ChannelNumber) { rawValue = channel.rawValue }

    @inlinable
    public var channel: ChannelNumber? { ChannelNumber(rawValue: rawValue) }

    @inlinable
    public init(reading value: AttributeValue) throws(STUNError) {
        try value.require(count: 4)
        rawValue = try value.uint16(at: 0)
    }

    @inlinable
    public func write(into writer: inout STUNMessageWriter) {
        writer.append(rawValue)
        writer.append(UInt16(0))
    }
}
