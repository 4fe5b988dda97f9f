// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Words

@testable import Web

@Suite("The owner's own text")
struct TextPageViewTests {
    @Test(
        "is parted by lines with nothing but spaces, and keeps its other lines",
        arguments: [
            ("A\n\nB", ["A", "B"]), ("A\r\nB\r\n\r\nC", ["A\nB", "C"]), ("A\n \t\n\n  B", ["A", "  B"]),
            ("\n\nA\n", ["A"]), (" \n ", []),
        ])
    func paragraphs(text: String, expected: [String]) throws {
        let view = TextPageView(page: .legal, ownerText: text)
        let fields = view.fields(try Catalogs()[.en])
        #expect(fields.child(named: "paragraphs") as? [String] == expected)
        #expect(fields.child(named: "isLegal") as? Bool == expected.isEmpty)
    }
}
