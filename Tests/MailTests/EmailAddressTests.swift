// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Mail

@Suite("A mail address")
struct EmailAddressTests {
    @Test(
        "dot-atoms and domain names are accepted as they are",
        arguments: [
            "anna@example.org", "a.b+c@sub.example.org", "o'brien@example.org", "x@localhost", "m@xn--mnchen-3ya.de",
            "ANNA@Example.ORG",
        ])
    func accepted(_ text: String) throws {
        #expect(try EmailAddress(validating: text).description == text)
    }

    @Test(
        "case 38: what could reach the dialogue or another recipient is refused",
        arguments: [
            ("", EmailAddress.Failure.empty),
            ("anna", .noDomain),
            ("anna@example.org\r\nRCPT TO:<eve@example.org>", .localPart),
            ("anna\r\n@example.org", .localPart),
            ("anna\0@example.org", .localPart),
            ("anna@exa\nmple.org", .domain),
            ("anna@example.org,eve@example.org", .localPart),
            ("\"anna b\"@example.org", .localPart),
            ("\"anna@evil\"@example.org", .localPart),
            ("<anna@example.org>", .localPart),
            ("anna b@example.org", .localPart),
            (".anna@example.org", .localPart),
            ("an..na@example.org", .localPart),
            ("ü@example.org", .localPart),
            ("anna@bücher.example", .internationalDomain),
            ("anna@[127.0.0.1]", .domain),
            ("anna@127.0.0.1", .domain),
            ("anna@example", .domain),
            ("anna@-example.org", .domain),
            ("anna@example..org", .domain),
            ("@example.org", .localPart),
            ("anna@", .domain),
        ])
    func refused(_ text: String, _ failure: EmailAddress.Failure) {
        #expect(throws: failure) { try EmailAddress(validating: text) }
    }

    @Test("320 characters are too long, and so are 65 before the @")
    func tooLong() {
        let long = String(repeating: "a", count: 308) + "@example.org"
        #expect(throws: EmailAddress.Failure.tooLong) { try EmailAddress(validating: long) }
        let local = String(repeating: "a", count: 65) + "@example.org"
        #expect(throws: EmailAddress.Failure.tooLong) { try EmailAddress(validating: local) }
    }

    @Test("two spellings of one address compare equal")
    func comparable() throws {
        let (one, two) = try (
            EmailAddress(validating: "Anna@Example.org"), EmailAddress(validating: "anna@example.org")
        )
        #expect(one.comparable == two.comparable)
    }
}
