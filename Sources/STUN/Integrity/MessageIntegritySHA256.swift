// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto

/// MESSAGE-INTEGRITY-SHA256 (RFC 8489, section 14.6): as MESSAGE-INTEGRITY, but HMAC-SHA256, which a sender may cut to
/// 16 bytes or more, in fours.
public enum MessageIntegritySHA256 {
    public static let type = AttributeType.messageIntegritySHA256
    public static let byteCount = 32
    public static let shortestByteCount = 16
}

extension STUNMessage {
    @inlinable
    public var hasMessageIntegritySHA256: Bool { integritySHA256Offset != 0 }

    /// Whether the message bears a MESSAGE-INTEGRITY-SHA256 made with the key. Compares in constant time.
    /// - Parameter shortest: the fewest bytes that are accepted; RFC 8489 wants the whole code unless a usage says
    ///   otherwise, and TURN says nothing.
    public func hasMessageIntegritySHA256(
        by key: some IntegrityKey, shortest: Int = MessageIntegritySHA256.byteCount
    ) -> Bool {
        let least = max(shortest, MessageIntegritySHA256.shortestByteCount)
        guard hasMessageIntegritySHA256, let value = value(of: .messageIntegritySHA256), value.count & 3 == 0,
            least...MessageIntegritySHA256.byteCount ~= value.count
        else { return false }
        var code = HMAC<SHA256>(key: key.secret)
        Self.update(&code, bytes, upTo: integritySHA256Offset, length: integritySHA256Offset + 4 + value.count)
        return code.finalize().withUnsafeBytes { whole in
            ConstantTime.equals(UnsafeRawBufferPointer(rebasing: whole[..<value.count]), value.bytes)
        }
    }
}

extension STUNMessageWriter {
    mutating func appendMessageIntegritySHA256(_ key: some IntegrityKey) {
        var code = HMAC<SHA256>(key: key.secret)
        update(&code, length: count + 4 + MessageIntegritySHA256.byteCount)
        let header = begin(.messageIntegritySHA256)
        code.finalize().withUnsafeBytes { append($0) }
        end(header)
    }
}
