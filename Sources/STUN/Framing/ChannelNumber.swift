// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The number of a channel: 0x4000 to 0x4FFF (RFC 8656, section 12).
@frozen
public struct ChannelNumber: RawRepresentable, Hashable, Sendable {
    public static let range: ClosedRange<UInt16> = 0x4000...0x4fff
    public let rawValue: UInt16

    @inlinable
    public init?(rawValue: UInt16) {
        guard rawValue >> 12 == 4 else { return nil }
        self.rawValue = rawValue
    }
}
