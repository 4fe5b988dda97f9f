// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Steps through JSON text (RFC 8259) without allocating. Stricter than the RFC where two readers could disagree:
/// surrogates must be paired, UTF-8 must be well formed (RFC 3629), numbers are integers.
package struct JSONScanner {
    package enum Failure: Error {
        case malformed
    }

    let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    package var isAtEnd: Bool { position == bytes.count }

    /// The next byte, 0 at the end (a NUL is never valid outside a string, so no caller mistakes it for text).
    @inline(__always)
    package var next: UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    package mutating func skipSpace() {
        while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
    }

    /// Skips space, then takes `byte`.
    package mutating func take(_ byte: UInt8) throws(Failure) {
        skipSpace()
        guard next == byte else { throw .malformed }
        position += 1
    }

    /// Takes `byte`, which must stand exactly here.
    @inline(__always)
    mutating func takeHere(_ byte: UInt8) throws(Failure) {
        guard next == byte else { throw .malformed }
        position += 1
    }

    /// Passes over the bytes for which `belongs` holds and gives back where they stood.
    @inline(__always)
    mutating func run(while belongs: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < bytes.count, belongs(bytes[position]) { position += 1 }
        return start..<position
    }

    /// Skips space, then takes `byte` if it is there.
    package mutating func takeIf(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    package mutating func take(literal: StaticString) throws(Failure) {
        let length = literal.utf8CodeUnitCount
        guard bytes.count - position >= length else { throw .malformed }
        for offset in 0..<length where bytes[position + offset] != literal.utf8Start[offset] {
            throw .malformed
        }
        position += length
    }

    /// An integer of at most 18 digits.
    package mutating func integer() throws(Failure) -> Int {
        skipSpace()
        let negative = takeIf(0x2D)
        let start = position
        var value = 0
        while case 0x30...0x39 = next {
            // Before the digit is taken: a nineteenth may be more than an `Int` holds.
            guard position - start < 18 else { throw .malformed }
            value = value * 10 + Int(next - 0x30)
            position += 1
        }
        guard position > start, !(bytes[start] == 0x30 && position - start > 1) else { throw .malformed }
        if next == 0x2E || next | 0x20 == 0x65 { throw .malformed }
        return negative ? -value : value
    }

    /// A string; `visit` is given each byte of its value as UTF-8.
    @inline(__always)
    package mutating func string(_ visit: (UInt8) throws(Failure) -> Void) throws(Failure) {
        try take(0x22)
        while true {
            let byte = next
            switch byte {
            case 0x22:
                position += 1
                return
            case 0x5C:
                position += 1
                let (scalarBytes, count) = try escape()
                for index in 0..<count { try visit(UInt8(truncatingIfNeeded: scalarBytes >> (8 * index))) }
            case 0x20..<0x80:
                position += 1
                try visit(byte)
            case 0x80...:
                let count = try sequenceLength()
                for _ in 0..<count {
                    try visit(bytes[position])
                    position += 1
                }
            default:
                throw .malformed
            }
        }
    }

    /// What follows a backslash, as up to four UTF-8 bytes, the first in the lowest byte.
    private mutating func escape() throws(Failure) -> (UInt32, Int) {
        let byte = next
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: return (UInt32(byte), 1)
        case 0x62: return (0x08, 1)
        case 0x66: return (0x0C, 1)
        case 0x6E: return (0x0A, 1)
        case 0x72: return (0x0D, 1)
        case 0x74: return (0x09, 1)
        case 0x75: break
        default: throw .malformed
        }
        var value = try fourHexDigits()
        if (0xD800..<0xDC00).contains(value) {
            try take(literal: "\\u")
            let low = try fourHexDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw .malformed }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { throw .malformed }
        var packed: UInt32 = 0
        var count = 0
        for unit in encoded {
            packed |= UInt32(unit) << (8 * count)
            count += 1
        }
        return (packed, count)
    }

    private mutating func fourHexDigits() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch next {
            case 0x30...0x39: value = value << 4 | UInt32(next - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(next - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(next - 0x57)
            default: throw .malformed
            }
            position += 1
        }
        return value
    }

    /// The length of the well-formed UTF-8 sequence that starts here (RFC 3629 section 4).
    private func sequenceLength() throws(Failure) -> Int {
        let lead = bytes[position]
        let (count, second): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            default: (0, 0x80...0x80)
            }
        guard count > 0, bytes.count - position >= count, second.contains(bytes[position + 1]) else {
            throw .malformed
        }
        for offset in 2..<max(2, count) where bytes[position + offset] & 0xC0 != 0x80 { throw .malformed }
        return count
    }
}
