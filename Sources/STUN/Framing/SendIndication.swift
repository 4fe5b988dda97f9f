// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A Send indication (RFC 8656, section 11.2) in its fast form: read in one pass over the bytes, nothing allocated.
public struct SendIndication {
    public static let messageType = MessageType(.indication, .send)
    public let peer: TransportAddress
    /// Where the payload stands in the bytes.
    public let data: Range<Int>
    public let dontFragment: Bool

    /// Whether bytes may be a Send indication; a look at the first two of them.
    @inlinable
    public static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
        WireBytes(bytes).uint16(at: 0) == messageType.rawValue
    }

    /// Nil for what is not a whole Send indication, lacks peer or data, has one that is wrong, has something that must
    /// be understood and is not, or a false FINGERPRINT: the RFC lets all of these fall silently.
    public init?(reading bytes: UnsafeRawBufferPointer) {
        guard Self.begins(bytes), let message = try? STUNMessage(reading: bytes) else { return nil }
        var peer: TransportAddress?
        var data: Range<Int>?
        var dontFragment = false
        var walk = AttributeWalk(from: MessageHeader.byteCount)
        while let place = walk.next(in: message.wire) {
            guard place.isBelieved else { continue }
            switch place.type {
            case .xorPeerAddress where peer == nil:
                guard let address = Self.address(message, place) else { return nil }
                peer = address
            case .data where data == nil: data = place.value..<place.value + place.count
            case .dontFragment: dontFragment = true
            default: guard place.type.isDefined || !place.type.isComprehensionRequired else { return nil }
            }
        }
        guard let peer, let data, message.isFingerprintRight else { return nil }
        self.peer = peer
        self.data = data
        self.dontFragment = dontFragment
    }

    private static func address(_ message: STUNMessage, _ place: AttributePlace) -> TransportAddress? {
        guard let bytes = message.wire.slice(at: place.value, count: place.count) else { return nil }
        let value = AttributeValue(type: place.type, bytes: bytes, transactionID: message.transactionID)
        return try? AddressCoding.read(value, isXORed: true)
    }

    /// What goes in front of a payload to a peer, and behind it.
    @inlinable
    public static func envelope(peer: TransportAddress, payload: Int, _ id: TransactionID) -> IndicationEnvelope {
        IndicationEnvelope(messageType, peer: peer, payload: payload, transactionID: id)
    }
}
