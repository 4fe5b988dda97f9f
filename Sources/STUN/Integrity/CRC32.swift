// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The checksum of FINGERPRINT: CRC-32 as in ITU V.42 (RFC 8489, section 14.7), eight bytes a step.
enum CRC32 {
    /// Table `n` holds the checksum of a byte followed by `n` zero bytes.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xedb8_8320 }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let former = tables[index - 256]
            tables[index] = former >> 8 ^ tables[Int(former & 0xff)]
        }
        return tables
    }()

    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            var crc = UInt32.max
            var offset = 0
            while bytes.count - offset >= 8 {
                crc = step(
                    crc, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)), tables)
                offset += 8
            }
            for index in offset..<bytes.count {
                crc = crc >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: crc) ^ bytes[index])]
            }
            return ~crc
        }
    }

    private static func step(_ crc: UInt32, _ eight: UInt64, _ tables: UnsafeBufferPointer<UInt32>) -> UInt32 {
        let mixed = eight ^ UInt64(crc)
        var result: UInt32 = 0
        for index in 0..<8 {
            let byte = Int(mixed >> UInt64(index * 8) & 0xff)
            result ^= tables[(7 - index) * 256 + byte]
        }
        return result
    }
}
