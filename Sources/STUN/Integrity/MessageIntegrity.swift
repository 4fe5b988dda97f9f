// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import NIOCore

/// MESSAGE-INTEGRITY (RFC 8489, section 14.5): HMAC-SHA1 over everything before it, with the header's length as if the
/// message ended behind it.
public enum MessageIntegrity {
    public static let type = AttributeType.messageIntegrity
    public static let byteCount = 20
}

extension STUNMessage {
    @inlinable
    public var hasMessageIntegrity: Bool { integrityOffset != 0 }

    /// Whether the message bears a MESSAGE-INTEGRITY made with the key. Compares in constant time.
    public func hasMessageIntegrity(by key: some IntegrityKey) -> Bool {
        guard hasMessageIntegrity, let value = value(of: .messageIntegrity), value.count == MessageIntegrity.byteCount
        else { return false }
        var code = HMAC<Insecure.SHA1>(key: key.secret)
        Self.update(&code, bytes, upTo: integrityOffset, length: integrityOffset + 4 + MessageIntegrity.byteCount)
        return code.finalize().withUnsafeBytes { ConstantTime.equals($0, value.bytes) }
    }

    /// Feeds the first bytes of a message, its header with a length as if the message ended at `length`.
    static func update(
        _ code: inout HMAC<some HashFunction>, _ bytes: UnsafeRawBufferPointer, upTo end: Int, length: Int
    ) {
        var front = UInt32(bytes[0]) << 24 | UInt32(bytes[1]) << 16 | UInt32(length - MessageHeader.byteCount)
        front = front.bigEndian
        withUnsafeBytes(of: front) { code.update(data: $0) }
        code.update(data: UnsafeRawBufferPointer(rebasing: bytes[4..<end]))
    }
}

extension STUNMessageWriter {
    mutating func appendMessageIntegrity(_ key: some IntegrityKey) {
        var code = HMAC<Insecure.SHA1>(key: key.secret)
        update(&code, length: count + 4 + MessageIntegrity.byteCount)
        let header = begin(.messageIntegrity)
        code.finalize().withUnsafeBytes { append($0) }
        end(header)
    }

    func update(_ code: inout HMAC<some HashFunction>, length: Int) {
        buffer.withUnsafeReadableBytes { readable in
            let bytes = UnsafeRawBufferPointer(rebasing: readable[(start - buffer.readerIndex)...])
            STUNMessage.update(&code, bytes, upTo: bytes.count, length: length)
        }
    }
}
