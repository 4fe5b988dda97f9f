// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How long the frame at the front of a byte stream is: a message or padded ChannelData (RFC 8656, section 12.5).
public enum StreamFrame: Hashable, Sendable {
    /// More bytes must come: this many in all, counted from the frame's first, before it is worth asking again.
    case need(Int)
    /// The frame is whole and takes this many bytes, padding included.
    case frame(Int)
    /// Neither message nor ChannelData, or longer than allowed: where the next frame begins cannot be known, so the
    /// connection must be closed.
    case invalid

    /// The longest ChannelData: header and the largest length, padded.
    public static let maximumByteCount = 4 + 65_536

    /// - Parameter maximum: frames of more bytes are invalid.
    @inlinable
    public init(at bytes: UnsafeRawBufferPointer, maximum: Int = Self.maximumByteCount) {
        let wire = WireBytes(bytes)
        guard let first = wire.byte(at: 0) else {
            self = .need(4)
            return
        }
        switch PacketKind(firstByte: first) {
        case .stun: self = Self.message(wire, maximum)
        case .channelData: self = Self.channelData(wire, maximum)
        case .other: self = .invalid
        }
    }

    @inlinable
    static func message(_ wire: WireBytes, _ maximum: Int) -> StreamFrame {
        guard let length = wire.uint16(at: 2) else { return .need(4) }
        guard length & 3 == 0 else { return .invalid }
        guard let cookie = wire.uint32(at: 4) else { return .need(8) }
        guard cookie == MessageHeader.magicCookie else { return .invalid }
        return whole(MessageHeader.byteCount + Int(length), wire, maximum)
    }

    @inlinable
    static func channelData(_ wire: WireBytes, _ maximum: Int) -> StreamFrame {
        guard let length = wire.uint16(at: 2) else { return .need(4) }
        return whole(ChannelDataHeader.byteCount + (Int(length) + 3) & ~3, wire, maximum)
    }

    @inlinable
    static func whole(_ length: Int, _ wire: WireBytes, _ maximum: Int) -> StreamFrame {
        guard length <= maximum else { return .invalid }
        return wire.count < length ? .need(length) : .frame(length)
    }
}
