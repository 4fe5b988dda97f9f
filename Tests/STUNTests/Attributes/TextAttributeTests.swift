// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("Attributes of text (RFC 8489, 14.3, 14.9, 14.10, 14.14, 14.16)")
struct TextAttributeTests {
    private func bothWays<Attribute: TextAttribute>(_: Attribute.Type, _ text: String) throws {
        let bytes = try writing { try $0.write(Attribute.self, text) }
        try reading(bytes) { message in
            let found = try #require(try message.attribute(Attribute.self))
            #expect(found.text == text)
            #expect(found.equals(text))
            #expect(!found.equals(text + "x"))
        }
    }

    @Test("What is written is read", arguments: ["", "a", "visavis", "1700000000:anna", "マトリックス", "%s%n\u{0}'\""])
    func allKinds(_ text: String) throws {
        try bothWays(Username.self, text)
        try bothWays(Realm.self, text)
        try bothWays(Nonce.self, text)
        try bothWays(Software.self, text)
        try bothWays(AlternateDomain.self, text)
    }

    private func longest<Attribute: TextAttribute>(_: Attribute.Type) -> Int {
        (0...1000).last { count in
            (try? writing { try $0.write(Attribute.self, String(repeating: "x", count: count)) }) != nil
        } ?? -1
    }

    @Test("Longer than the section allows is not written")
    func limits() {
        #expect(longest(Username.self) == 508)
        #expect(longest(Realm.self) == 509)
        #expect(longest(Nonce.self) == 509)
        #expect(longest(Software.self) == 509)
        #expect(longest(AlternateDomain.self) == 255)
    }

    @Test("Longer than that is still read, so that the credential check answers it")
    func longRead() throws {
        try reading(Nonce.self, from: Array(repeating: 0x6e, count: 800)) { #expect($0.text?.utf8.count == 800) }
        try reading(Username.self, from: Array(repeating: 0x6e, count: 513)) { #expect($0.text?.utf8.count == 513) }
    }

    @Test("What is not UTF-8 has no text and equals nothing")
    func notUTF8() throws {
        try reading(Username.self, from: [0xff, 0xfe]) {
            #expect($0.text == nil)
            #expect(!$0.equals("\u{fffd}\u{fffd}"))
        }
    }
}
