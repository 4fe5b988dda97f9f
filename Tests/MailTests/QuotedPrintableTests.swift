// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Mail

@Suite("Quoted-printable (RFC 2045, 6.7)")
struct QuotedPrintableTests {
    @Test(
        "line ends, trailing blanks, equals signs and envelope-like lines are written so that no relay alters them",
        arguments: [
            ("", "\r\n"), ("a\nb", "a\r\nb\r\n"), ("a\r\nb", "a\r\nb\r\n"), ("a\rb", "a\r\nb\r\n"),
            ("a\r\n", "a\r\n\r\n"), ("\r\r\n\n", "\r\n\r\n\r\n\r\n"), ("a b ", "a b=20\r\n"),
            ("a\t\nb", "a=09\r\nb\r\n"),
            ("1=2", "1=3D2\r\n"), ("é", "=C3=A9\r\n"), ("From me", "=46rom me\r\n"), ("a\nFrom ", "a\r\n=46rom=20\r\n"),
            ("Fromage", "Fromage\r\n"), ("\u{7F}", "=7F\r\n"),
        ])
    func written(_ text: String, _ expected: String) {
        #expect(String(decoding: QuotedPrintable.encoded(text), as: UTF8.self) == expected)
    }

    @Test("a line has 76 characters at most, and breaks within no escape", arguments: [74, 75, 76, 77, 152])
    func lengths(_ count: Int) {
        for text in [String(repeating: "a", count: count), String(repeating: "a", count: count - 1) + "é"] {
            let encoded = QuotedPrintable.encoded(text)
            let lines = String(decoding: encoded, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 })
            #expect(String(decoding: QuotedPrintable.decoded(Self.unfolded(encoded)), as: UTF8.self) == text + "\r\n")
        }
    }

    private static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacing("=\r\n", with: "").utf8)
    }
}
