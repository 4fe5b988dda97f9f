// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WebSocketUpgrade

@Suite("UTF-8, checked piece by piece")
struct UTF8ValidatorTests {
    static let valid: [[UInt8]] = [
        [], Array("Zoë Lefèvre-Østergård".utf8), Array("κόσμε 👩‍👩‍👧‍👦".utf8), [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF],
        [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
        [0xF4, 0x8F, 0xBF, 0xBF],
    ]

    static let invalid: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC2, 0x20], [0xE1, 0x80, 0xC0],
        Array("abcdefgh".utf8) + [0xC0], Array("0123456789".utf8) + [0xF8],
    ]

    static let unfinished: [[UInt8]] = [[0xC2], [0xE1, 0x80], [0xF0, 0x90, 0x80], Array("12345678".utf8) + [0xE2]]

    @Test("takes what is UTF-8, whole and byte by byte", arguments: valid)
    func takes(_ bytes: [UInt8]) {
        #expect(Self.isText(bytes))
        #expect(Self.isTextByteByByte(bytes))
    }

    @Test("refuses overlong forms, surrogates, stray bytes and what is beyond U+10FFFF", arguments: invalid)
    func refuses(_ bytes: [UInt8]) {
        #expect(!Self.isText(bytes))
        #expect(!Self.isTextByteByByte(bytes))
    }

    @Test("knows that a character is not finished", arguments: unfinished)
    func waits(_ bytes: [UInt8]) {
        var validator = UTF8Validator()
        #expect(bytes.withUnsafeBytes { validator.feed($0) })
        #expect(!validator.isComplete)
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        var validator = UTF8Validator()
        return bytes.withUnsafeBytes { validator.feed($0) } && validator.isComplete
    }

    private static func isTextByteByByte(_ bytes: [UInt8]) -> Bool {
        var validator = UTF8Validator()
        for byte in bytes {
            guard withUnsafeBytes(of: byte, { validator.feed($0) }) else { return false }
        }
        return validator.isComplete
    }
}
