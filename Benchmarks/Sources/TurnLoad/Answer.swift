// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the load needs to know of an answer.
struct Answer {
    private(set) var isSuccess: Bool
    private(set) var transaction: UInt64
    private(set) var errorCode = 0
    private(set) var realm: [UInt8] = []
    private(set) var nonce: [UInt8] = []
    private(set) var relayed: Address?

    /// Nil when the bytes are no answer.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 20, bytes[0] & 0xFE == 0, bytes[0] & 0x01 == 1 else { return nil }
        let length = Int(bytes[2]) << 8 | Int(bytes[3])
        guard bytes.count >= 20 + length else { return nil }
        self.isSuccess = bytes[1] & 0x10 == 0
        self.transaction = bytes[12..<20].reduce(0) { $0 << 8 | UInt64($1) }
        var at = 20
        while at + 4 <= 20 + length {
            let type = UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
            let size = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard at + 4 + size <= bytes.count else { return nil }
            self.take(type, UnsafeRawBufferPointer(rebasing: bytes[(at + 4)..<(at + 4 + size)]))
            at += 4 + (size + 3) & ~3
        }
    }

    private mutating func take(_ type: UInt16, _ value: UnsafeRawBufferPointer) {
        switch type {
        case 0x0009 where value.count >= 4: self.errorCode = Int(value[2] & 7) * 100 + Int(value[3])
        case 0x0014: self.realm = Array(value)
        case 0x0015: self.nonce = Array(value)
        case 0x0016 where value.count == 8:
            let number = value.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let port = UInt16(truncatingIfNeeded: number >> 32) ^ UInt16(Request.cookie >> 16)
            self.relayed = Address(host: UInt32(truncatingIfNeeded: number) ^ Request.cookie, port: port)
        default: break
        }
    }
}
