// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Header, XOR-PEER-ADDRESS and the header of DATA: all of a Send or Data indication but the payload, which stands
/// directly behind them, and up to three zero bytes of padding.
public struct IndicationEnvelope {
    /// The bytes in front of a payload for an IPv4 peer.
    public static let byteCountIPv4 = 36
    /// The bytes in front of a payload for an IPv6 peer: the most there are.
    public static let byteCountIPv6 = 48
    /// The payload of the largest UDP datagram.
    public static let maximumPayload = 65_507

    @usableFromInline let type: MessageType
    @usableFromInline let peer: TransportAddress
    @usableFromInline let payload: Int
    @usableFromInline let transactionID: TransactionID

    /// - Parameter payload: bytes, at most `maximumPayload`; more is cut off by the caller.
    @inlinable
    init(_ type: MessageType, peer: TransportAddress, payload: Int, transactionID: TransactionID) {
        precondition(0...Self.maximumPayload ~= payload)
        self.type = type
        self.peer = peer
        self.payload = payload
        self.transactionID = transactionID
    }

    /// The bytes in front of a payload.
    @inlinable
    public static func byteCount(_ family: AddressFamily) -> Int {
        family == .ipv4 ? byteCountIPv4 : byteCountIPv6
    }

    /// How many bytes go in front of the payload.
    @inlinable
    public var frontByteCount: Int { Self.byteCount(peer.family) }

    /// How many zero bytes go behind the payload: none to three.
    @inlinable
    public var paddingByteCount: Int { -payload & 3 }

    /// The whole message.
    @inlinable
    public var byteCount: Int { frontByteCount + payload + paddingByteCount }

    /// Writes the bytes in front of the payload. There must be room for `frontByteCount`.
    @inlinable
    public func writeFront(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= frontByteCount)
        let length = byteCount - MessageHeader.byteCount
        MessageHeader(type: type, length: length, transactionID: transactionID).write(into: bytes)
        let family = UInt32(AttributeType.xorPeerAddress.rawValue) << 16 | UInt32(4 + peer.family.addressLength)
        bytes.storeBytes(of: family.bigEndian, toByteOffset: 20, as: UInt32.self)
        let port = peer.port ^ UInt16(MessageHeader.magicCookie >> 16)
        let familyAndPort = UInt32(peer.family.rawValue) << 16 | UInt32(port)
        bytes.storeBytes(of: familyAndPort.bigEndian, toByteOffset: 24, as: UInt32.self)
        if peer.ip.isIPv4 {
            let address = peer.ip.v4 ^ MessageHeader.magicCookie
            bytes.storeBytes(of: address.bigEndian, toByteOffset: 28, as: UInt32.self)
        } else {
            let mask = XORMask(transactionID)
            bytes.storeBytes(of: (peer.ip.high ^ mask.high).bigEndian, toByteOffset: 28, as: UInt64.self)
            bytes.storeBytes(of: (peer.ip.low ^ mask.low).bigEndian, toByteOffset: 36, as: UInt64.self)
        }
        let data = UInt32(AttributeType.data.rawValue) << 16 | UInt32(payload)
        bytes.storeBytes(of: data.bigEndian, toByteOffset: frontByteCount - 4, as: UInt32.self)
    }

    /// Writes the zero bytes behind the payload.
    /// - Parameter bytes: where the payload ends.
    @inlinable
    public func writePadding(into bytes: UnsafeMutableRawPointer) {
        for index in 0..<paddingByteCount { bytes.storeBytes(of: 0, toByteOffset: index, as: UInt8.self) }
    }
}
