// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OutgoingHTTP

@Suite("Addresses that people type")
struct WebAddressTests {
    @Test(
        "must be the web's",
        arguments: [
            "", "example.org", "//example.org/a", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/",
            "javascript:alert(1)", "http://", "https://user@example.org/", "https://u:p@example.org/",
            "https://example.org:22/", "https://example.org:25/", "https://example.org:0/",
            "https://example.org:65536/",
            "https://example.org/a b", "https://example.org/\r\nHost: x", "https://exämple.org/", "http://a\\b/",
            "http://[fe80::1%25eth0]/", "https://example.org/" + String(repeating: "a", count: 2000),
        ])
    func refused(_ text: String) {
        #expect(throws: OutgoingError.badAddress) { try WebAddress(text) }
    }

    @Test("are kept as they will be asked")
    func kept() throws {
        #expect(try WebAddress("HTTPS://Example.org/a?b#c").text == "https://Example.org/a?b")
        #expect(try WebAddress("http://0x7f.1/").host == "127.0.0.1")
        #expect(try WebAddress("http://2130706433/").host == "127.0.0.1")
        #expect(try WebAddress("http://0177.0.0.1/").host == "127.0.0.1")
        #expect(try WebAddress("http://example.org").port == 80)
        #expect(try WebAddress("https://example.org:8443/").port == 8443)
    }

    @Test(
        "are redirected within the web, not from https to http and not to other ports",
        arguments: [
            ("https://example.org/a/b", "c", "https://example.org/a/c"),
            ("https://example.org/a/b", "/c", "https://example.org/c"),
            ("http://example.org/", "https://example.com/", "https://example.com/"),
            ("http://example.org:8080/", "http://example.com:8080/", "http://example.com:8080/"),
            ("https://example.org/", "http://example.org/", nil), ("http://example.org/", "file:///etc/passwd", nil),
            ("http://example.org/", "http://example.org:8080/", nil), ("http://example.org/", "//example.org:22/", nil),
            ("http://example.org/", "https://u@example.org/", nil), ("http://example.org/", "", nil),
            ("http://example.org/", "gopher://example.org/", nil),
        ] as [(String, String, String?)])
    func redirected(_ from: String, _ to: String, _ expected: String?) throws {
        let address = try WebAddress(from)
        guard let expected else {
            #expect(throws: OutgoingError.badRedirect) { try address.redirected(to: to, typed: address) }
            return
        }
        #expect(try address.redirected(to: to, typed: address).text == expected)
    }
}
