// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The four bytes before the payload on a channel (RFC 8656, section 12.4).
@frozen
public struct ChannelDataHeader: Hashable, Sendable {
    public static let byteCount = 4
    public let channel: ChannelNumber
    /// The payload's bytes, padding not counted.
    public let length: Int

    /// The length must be below 65,536.
    @inlinable
    public init(channel: ChannelNumber, length: Int) {
        self.channel = channel
        self.length = length
    }

    /// Reads a datagram or a whole frame: the payload is the `length` bytes behind the header. What follows it is
    /// padding that nobody looks at. Nil when the number is no channel's or the payload is cut off.
    @inlinable
    public init?(reading bytes: UnsafeRawBufferPointer) {
        let wire = WireBytes(bytes)
        guard let number = wire.uint16(at: 0), let length = wire.uint16(at: 2),
            let channel = ChannelNumber(rawValue: number), Int(length) <= bytes.count - Self.byteCount
        else { return nil }
        self.init(channel: channel, length: Int(length))
    }

    /// Header and payload in a stream, where the payload is padded to four bytes.
    @inlinable
    public var paddedByteCount: Int { Self.byteCount + (length + 3) & ~3 }

    /// Writes the four bytes.
    @inlinable
    public func write(into bytes: UnsafeMutableRawPointer) {
        let both = UInt32(channel.rawValue) << 16 | UInt32(UInt16(length))
        bytes.storeBytes(of: both.bigEndian, as: UInt32.self)
    }

    /// Writes the zero bytes that follow the payload in a stream: none to three.
    /// - Parameter bytes: where the payload ends.
    @inlinable
    public func writePadding(into bytes: UnsafeMutableRawPointer) {
        for index in 0..<(-length & 3) { bytes.storeBytes(of: 0, toByteOffset: index, as: UInt8.self) }
    }
}
