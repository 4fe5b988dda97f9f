// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The attributes of a message that are believed, in their order. Bound to the message's bytes.
public struct AttributeSequence: Sequence {
    @usableFromInline let wire: WireBytes
    @usableFromInline let transactionID: TransactionID

    @inlinable
    init(wire: WireBytes, transactionID: TransactionID) {
        self.wire = wire
        self.transactionID = transactionID
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }

    public struct Iterator: IteratorProtocol {
        @usableFromInline let sequence: AttributeSequence
        @usableFromInline var walk: AttributeWalk

        @inlinable
        init(_ sequence: AttributeSequence) {
            self.sequence = sequence
            walk = AttributeWalk(from: MessageHeader.byteCount)
        }

        @inlinable
        public mutating func next() -> AttributeValue? {
            while let place = walk.next(in: sequence.wire) {
                guard place.isBelieved, let bytes = sequence.wire.slice(at: place.value, count: place.count) else {
                    continue
                }
                return AttributeValue(type: place.type, bytes: bytes, transactionID: sequence.transactionID)
            }
            return nil
        }
    }
}
