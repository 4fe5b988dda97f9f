// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("FINGERPRINT (RFC 8489, 14.7)")
struct FingerprintTests {
    @Test("Any bit that changes is noticed")
    func everyBit() throws {
        let whole = try writing(fingerprint: true) { try $0.write(Realm.self, "visavis") }
        try reading(whole) { #expect($0.hasFingerprint && $0.isFingerprintRight) }
        for bit in 0..<(whole.count - 8) * 8 {
            var changed = whole
            changed[bit / 8] ^= 1 << (bit % 8)
            try? reading(changed) { #expect(!($0.hasFingerprint && $0.isFingerprintRight)) }
        }
    }

    @Test("The checksum is right for every length, whatever the step of its computation", arguments: 0..<40)
    func lengths(_ count: Int) throws {
        let bytes = try writing(fingerprint: true) { try $0.write(Software.self, String(repeating: "x", count: count)) }
        let expected = checksum(bytes.dropLast(8)) ^ 0x5354_554e
        let found = bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        #expect(found == expected)
    }

    /// The definition, bit by bit.
    private func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xedb8_8320 }
        }
        return ~crc
    }
}
