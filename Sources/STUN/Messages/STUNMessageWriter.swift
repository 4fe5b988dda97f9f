// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore

/// Writes one message behind what a reused buffer already holds. Padding is always zero: the buffer's former bytes
/// belong to other people.
///
/// The writer takes the buffer's storage while it writes, so that nothing is copied, and `finish` gives it back; a
/// writer that is dropped without `finish` leaves the buffer empty. A message ends below 64 KiB; the limits of the
/// attributes keep it so.
public struct STUNMessageWriter: ~Copyable {
    @usableFromInline var buffer: ByteBuffer
    @usableFromInline let start: Int
    public let transactionID: TransactionID

    @inlinable
    public init(
        _ messageClass: MessageClass, _ method: STUNMethod, _ transactionID: TransactionID,
        into target: inout ByteBuffer
    ) {
        buffer = target
        target = ByteBuffer()
        start = buffer.writerIndex
        self.transactionID = transactionID
        buffer.writeInteger(MessageType(messageClass, method).rawValue)
        buffer.writeInteger(UInt16(0))
        buffer.writeInteger(MessageHeader.magicCookie)
        buffer.writeInteger(transactionID.high)
        buffer.writeInteger(transactionID.low)
    }

    /// How long the message is so far, header included.
    @inlinable
    public var count: Int { buffer.writerIndex - start }

    @inlinable
    public mutating func write<Attribute: STUNAttribute>(_ attribute: Attribute) {
        let header = begin(Attribute.type)
        attribute.write(into: &self)
        end(header)
    }

    /// Writes a text attribute. Throws `invalidAttribute` when the text is longer than its section allows.
    @inlinable
    public mutating func write<Attribute: TextAttribute>(
        _: Attribute.Type, _ text: String
    ) throws(STUNError) {
        guard text.utf8.count <= Attribute.maximumByteCount else { throw .invalidAttribute(Attribute.type) }
        let header = begin(Attribute.type)
        buffer.writeString(text)
        end(header)
    }

    /// ERROR-CODE without a reason: the number says it, and an answer to a stranger stays short.
    @inlinable
    public mutating func write(_ code: ErrorCode) {
        write(ErrorCodeAttribute(code))
    }

    @inlinable
    mutating func begin(_ type: AttributeType) -> Int {
        let header = buffer.writerIndex
        buffer.writeInteger(type.rawValue)
        buffer.writeInteger(UInt16(0))
        return header
    }

    @inlinable
    mutating func end(_ header: Int) {
        let length = buffer.writerIndex - header - 4
        buffer.setInteger(UInt16(length), at: header + 2)
        let padding = -length & 3
        if padding > 0 { buffer.writeRepeatingByte(0, count: padding) }
    }

    @inlinable
    mutating func append(_ number: some FixedWidthInteger) { buffer.writeInteger(number) }

    @inlinable
    mutating func append(_ bytes: UnsafeRawBufferPointer) { buffer.writeBytes(bytes) }

    /// Writes the header's length as if the message ended `extra` bytes after what stands.
    @inlinable
    mutating func setLength(extra: Int = 0) {
        buffer.setInteger(UInt16(count - MessageHeader.byteCount + extra), at: start + 2)
    }

    /// Ends the message and gives the buffer back.
    @inlinable
    public consuming func finish(fingerprint: Bool = false, into target: inout ByteBuffer) {
        if fingerprint { appendFingerprint() }
        setLength()
        target = buffer
    }

    /// Ends the message with the integrity asked for, then with FINGERPRINT, and gives the buffer back.
    ///
    /// The digests of Crypto keep their state on the heap: a message with integrity costs some small allocations.
    public consuming func finish(
        integrity: IntegrityForm, key: some IntegrityKey, fingerprint: Bool = false, into target: inout ByteBuffer
    ) {
        if integrity != .sha256 { appendMessageIntegrity(key) }
        if integrity != .sha1 { appendMessageIntegritySHA256(key) }
        if fingerprint { appendFingerprint() }
        setLength()
        target = buffer
    }
}
