// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A message seen in the bytes it came in: nothing is copied, and the view is valid only as long as those bytes are.
///
/// Reading checks the header and that every attribute ends within the message; the value of an attribute is checked
/// when it is asked for. Of two attributes of a type the first counts (RFC 8489, section 14). What follows MESSAGE-
/// INTEGRITY is not there for any question, but MESSAGE-INTEGRITY-SHA256 and FINGERPRINT.
public struct STUNMessage {
    public let header: MessageHeader
    @usableFromInline let wire: WireBytes
    /// Offset of the header of MESSAGE-INTEGRITY and so on; 0 where there is none.
    @usableFromInline let integrityOffset: Int
    @usableFromInline let integritySHA256Offset: Int
    @usableFromInline let fingerprintOffset: Int

    /// Reads a whole message: neither fewer nor more bytes than its header says.
    public init(reading bytes: UnsafeRawBufferPointer) throws(STUNError) {
        let header = try MessageHeader(reading: bytes)
        guard header.length == bytes.count - MessageHeader.byteCount else { throw .wrongLength }
        let wire = WireBytes(bytes)
        var walk = AttributeWalk(from: MessageHeader.byteCount)
        var (integrity, integritySHA256, fingerprint) = (0, 0, 0)
        while let place = walk.next(in: wire) {
            guard place.isBelieved else { continue }
            switch place.type {
            case .messageIntegrity: integrity = place.value - 4
            case .messageIntegritySHA256: integritySHA256 = place.value - 4
            case .fingerprint: fingerprint = place.value - 4
            default: break
            }
        }
        guard walk.offset == bytes.count else { throw .attributePastEnd }
        guard fingerprint == 0 || fingerprint + 8 == bytes.count else { throw .misplacedFingerprint }
        self.header = header
        self.wire = wire
        integrityOffset = integrity
        integritySHA256Offset = integritySHA256
        fingerprintOffset = fingerprint
    }

    @inlinable
    public var messageClass: MessageClass { header.type.messageClass }

    @inlinable
    public var method: STUNMethod { header.type.method }

    @inlinable
    public var transactionID: TransactionID { header.transactionID }

    /// The whole message with its header.
    @inlinable
    public var bytes: UnsafeRawBufferPointer { wire.base }

    @inlinable
    public var attributes: AttributeSequence { AttributeSequence(wire: wire, transactionID: transactionID) }

    /// The value of the first attribute of a type.
    @inlinable
    public func value(of type: AttributeType) -> AttributeValue? {
        for value in attributes where value.type == type { return value }
        return nil
    }

    @inlinable
    public func contains(_ type: AttributeType) -> Bool { value(of: type) != nil }

    /// The first attribute of a kind, or nil where there is none. Throws where there is one that cannot be read.
    @inlinable
    public func attribute<Attribute: STUNAttribute>(_: Attribute.Type) throws(STUNError) -> Attribute? {
        guard let value = value(of: Attribute.type) else { return nil }
        return try Attribute(reading: value)
    }

    /// What must be understood and is not, for UNKNOWN-ATTRIBUTES; nil when all is understood.
    /// - Parameter known: what the reader understands, by default everything that has a name.
    public func unknownComprehensionRequired(
        knowing known: (AttributeType) -> Bool = { $0.isDefined }
    ) -> UnknownAttributes? {
        var unknown = UnknownAttributes()
        for value in attributes where value.type.isComprehensionRequired && !known(value.type) {
            unknown.insert(value.type)
        }
        return unknown.isEmpty ? nil : unknown
    }
}
