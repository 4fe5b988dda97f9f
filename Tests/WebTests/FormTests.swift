// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Web

@Suite("A form")
struct FormTests {
    private func form(_ text: String) throws(Form.Failure) -> Form {
        try Form(Array(text.utf8), allowed: ["name", "note", "password"])
    }

    @Test("is read as the browser sent it")
    func ordinary() throws {
        let form = try form("name=Zo%C3%AB+Lef%C3%A8vre&note=a%0D%0Ab&password=+x+")
        #expect(form["name"] == "Zoë Lefèvre")
        #expect(form["note"] == "a\nb")
        #expect(form.verbatim("password") == " x ")
        #expect(form["absent"] == "")
        #expect(form.repeatable["password"] == nil)
    }

    @Test("with a field it does not have is refused", arguments: ["role=owner", "name=a&owner=1", "=x"])
    func unexpected(text: String) {
        #expect(throws: Form.Failure.self) { try form(text) }
    }

    @Test("with a field given twice is refused")
    func twice() {
        #expect(throws: Form.Failure.unexpected("name")) { try form("name=a&name=b") }
    }

    @Test(
        "that is not UTF-8 or badly encoded is refused", arguments: ["name=%FF%FE", "name=%C3", "name=%4", "name=%zz"])
    func malformed(text: String) {
        #expect(throws: Form.Failure.malformed) { try form(text) }
    }

    @Test("with control characters or a huge value is refused")
    func unusable() {
        #expect(throws: Form.Failure.unusable("name")) { try form("name=a%00b") }
        #expect(throws: Form.Failure.unusable("name")) { try form("name=a%1Bb") }
        #expect(throws: Form.Failure.unusable("note")) { try form("note=" + String(repeating: "x", count: 10_001)) }
    }
}
