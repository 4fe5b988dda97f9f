// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The 20 bytes before the attributes (RFC 8489, section 5).
@frozen
public struct MessageHeader: Hashable, Sendable {
    public static let byteCount = 20
    public static let magicCookie: UInt32 = 0x2112_a442

    public let type: MessageType
    /// The bytes after the header, padding included.
    public let length: Int
    public let transactionID: TransactionID

    @inlinable
    public init(type: MessageType, length: Int, transactionID: TransactionID) {
        self.type = type
        self.length = length
        self.transactionID = transactionID
    }

    /// Reads a header at the front of the bytes; what follows it is not looked at.
    @inlinable
    public init(reading bytes: UnsafeRawBufferPointer) throws(STUNError) {
        let wire = WireBytes(bytes)
        guard let first = wire.uint16(at: 0), let length = wire.uint16(at: 2), let cookie = wire.uint32(at: 4),
            let high = wire.uint32(at: 8), let low = wire.uint64(at: 12)
        else { throw .tooShort }
        guard first & 0xc000 == 0, cookie == Self.magicCookie else { throw .notSTUN }
        guard length & 3 == 0 else { throw .wrongLength }
        self.init(
            type: MessageType(rawValue: first), length: Int(length), transactionID: TransactionID(high: high, low: low))
    }

    /// Writes the 20 bytes. The length must be below 65,536.
    @inlinable
    public func write(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= Self.byteCount)
        bytes.storeBytes(of: type.rawValue.bigEndian, toByteOffset: 0, as: UInt16.self)
        bytes.storeBytes(of: UInt16(length).bigEndian, toByteOffset: 2, as: UInt16.self)
        bytes.storeBytes(of: Self.magicCookie.bigEndian, toByteOffset: 4, as: UInt32.self)
        bytes.storeBytes(of: transactionID.high.bigEndian, toByteOffset: 8, as: UInt32.self)
        bytes.storeBytes(of: transactionID.low.bigEndian, toByteOffset: 12, as: UInt64.self)
    }
}
