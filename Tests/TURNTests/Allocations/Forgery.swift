// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// What somebody on the way can do to a message.
enum Forgery {
    /// Adds an attribute behind the integrity, and a FINGERPRINT that fits.
    static func append(_ attribute: RawAttribute, to message: [UInt8]) -> [UInt8] {
        var forged = message
        let count = attribute.bytes.count
        forged += [UInt8(attribute.type.rawValue >> 8), UInt8(attribute.type.rawValue & 255), 0, UInt8(count)]
        forged += attribute.bytes + Array(repeating: 0, count: -count & 3)
        setLength(&forged, forged.count - 20 + 8)
        let value = checksum(forged) ^ 0x5354_554e
        forged += [0x80, 0x28, 0, 4]
        forged += withUnsafeBytes(of: value.bigEndian) { Array($0) }
        return forged
    }

    static func setLength(_ message: inout [UInt8], _ length: Int) {
        message[2] = UInt8(length >> 8)
        message[3] = UInt8(length & 255)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xedb8_8320 }
        }
        return ~crc
    }
}

extension Forgery {
    /// Gives the first attribute of a type another one.
    static func rename(_ type: AttributeType, to other: AttributeType, in message: inout [UInt8]) {
        var offset = 20
        while offset + 4 <= message.count {
            if message[offset] == UInt8(type.rawValue >> 8), message[offset + 1] == UInt8(type.rawValue & 255) {
                message[offset] = UInt8(other.rawValue >> 8)
                message[offset + 1] = UInt8(other.rawValue & 255)
                return
            }
            let length = Int(message[offset + 2]) << 8 | Int(message[offset + 3])
            offset += 4 + (length + 3) & ~3
        }
    }
}
