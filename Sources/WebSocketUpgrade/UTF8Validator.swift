// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Checks UTF-8 (RFC 3629) piece by piece: a character may be cut anywhere between two fragments.
struct UTF8Validator {
    /// Continuation bytes still to come.
    private var missing = 0
    /// What the next byte may be while some are missing; narrower after E0, ED, F0 and F4 (overlong forms, surrogates,
    /// beyond U+10FFFF).
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Whether the text may end here.
    var isComplete: Bool { self.missing == 0 }

    /// Returns false at the first byte that cannot be UTF-8; the value is of no use afterwards.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if self.missing == 0 {
                index = Self.skipASCII(bytes, from: index)
                guard index < bytes.count else { return true }
                guard self.lead(bytes[index]) else { return false }
            } else {
                guard self.allowed.contains(bytes[index]) else { return false }
                self.allowed = 0x80...0xBF
                self.missing -= 1
            }
            index += 1
        }
        return true
    }

    private mutating func lead(_ byte: UInt8) -> Bool {
        self.allowed = 0x80...0xBF
        switch byte {
        case 0xC2...0xDF: self.missing = 1
        case 0xE0: (self.missing, self.allowed) = (2, 0xA0...0xBF)
        case 0xED: (self.missing, self.allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: self.missing = 2
        case 0xF0: (self.missing, self.allowed) = (3, 0x90...0xBF)
        case 0xF1...0xF3: self.missing = 3
        case 0xF4: (self.missing, self.allowed) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }

    /// The index of the first byte that is not ASCII, eight bytes at a time: signalling is nearly all ASCII.
    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count,
            bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }
}
