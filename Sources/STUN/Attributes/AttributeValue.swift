// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The value of an attribute in a message, without header and padding. Valid as long as the message's bytes are.
public struct AttributeValue {
    public let type: AttributeType
    /// The message's, which the XOR addresses need.
    public let transactionID: TransactionID
    @usableFromInline let wire: WireBytes

    @inlinable
    public init(type: AttributeType, bytes: UnsafeRawBufferPointer, transactionID: TransactionID) {
        self.type = type
        self.transactionID = transactionID
        wire = WireBytes(bytes)
    }

    @inlinable
    public var bytes: UnsafeRawBufferPointer { wire.base }

    @inlinable
    public var count: Int { wire.count }

    @inlinable
    var invalid: STUNError { .invalidAttribute(type) }

    @inlinable
    func require(count expected: Int) throws(STUNError) {
        guard count == expected else { throw invalid }
    }

    @inlinable
    func byte(at offset: Int) throws(STUNError) -> UInt8 {
        guard let value = wire.byte(at: offset) else { throw invalid }
        return value
    }

    @inlinable
    func uint16(at offset: Int) throws(STUNError) -> UInt16 {
        guard let value = wire.uint16(at: offset) else { throw invalid }
        return value
    }

    @inlinable
    func uint32(at offset: Int) throws(STUNError) -> UInt32 {
        guard let value = wire.uint32(at: offset) else { throw invalid }
        return value
    }

    @inlinable
    func uint64(at offset: Int) throws(STUNError) -> UInt64 {
        guard let value = wire.uint64(at: offset) else { throw invalid }
        return value
    }

    @inlinable
    func slice(from offset: Int) throws(STUNError) -> UnsafeRawBufferPointer {
        guard let rest = wire.slice(at: offset, count: count - offset) else { throw invalid }
        return rest
    }
}
