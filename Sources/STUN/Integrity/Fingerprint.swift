// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// FINGERPRINT (RFC 8489, section 14.7): CRC-32 of everything before it, mixed with "STUN", so that messages can be
/// told from other protocols. Says nothing about who sent them.
public enum Fingerprint {
    public static let type = AttributeType.fingerprint
    public static let mask: UInt32 = 0x5354_554e

    /// The value for a message whose header's length counts the attribute already.
    static func value(of bytes: UnsafeRawBufferPointer) -> UInt32 { CRC32.checksum(bytes) ^ mask }
}

extension STUNMessage {
    @inlinable
    public var hasFingerprint: Bool { fingerprintOffset != 0 }

    /// False when there is a FINGERPRINT that does not fit the message.
    public var isFingerprintRight: Bool {
        guard hasFingerprint else { return true }
        guard let value = wire.uint32(at: fingerprintOffset + 4), wire.uint16(at: fingerprintOffset + 2) == 4,
            let front = wire.slice(at: 0, count: fingerprintOffset)
        else { return false }
        return value == Fingerprint.value(of: front)
    }
}

extension STUNMessageWriter {
    @usableFromInline
    mutating func appendFingerprint() {
        setLength(extra: 8)
        let value = buffer.withUnsafeReadableBytes { readable in
            Fingerprint.value(of: UnsafeRawBufferPointer(rebasing: readable[(start - buffer.readerIndex)...]))
        }
        let header = begin(.fingerprint)
        append(value)
        end(header)
    }
}
