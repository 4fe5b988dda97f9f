// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Addresses")
struct AddressTests {
    @Test("in a range are found in whatever form they are written")
    func ranges() throws {
        let ranges = try #require(AddressRanges("10.0.0.0/8, 192.0.2.7 2001:db8::/32"))
        for inside in ["10.1.2.3", "192.0.2.7", "2001:db8::1", "::ffff:10.1.2.3"] { #expect(ranges.contains(inside)) }
        for outside in ["11.0.0.1", "192.0.2.8", "2001:db9::1", "not an address", ""] {
            #expect(!ranges.contains(outside))
        }
    }

    @Test("that are none are refused", arguments: ["10.0.0.0/33", "10.0.0/8", "proxy.example", "::/129", "1.2.3.4/x"])
    func bad(list: String) {
        #expect(AddressRanges(list) == nil)
    }

    @Test("of the site have a scheme and an authority and nothing else")
    func publicURL() throws {
        #expect(PublicURL("https://Visavis.example:443/")?.origin == "https://visavis.example")
        #expect(PublicURL("http://localhost:8080")?.origin == "http://localhost:8080")
        for bad in ["ftp://a", "https://a/b", "https://u@a", "https://", "a", "https://a?x", "https://a#x"] {
            #expect(PublicURL(bad) == nil, "\(bad)")
        }
    }
}

@Suite("The check of the origin")
struct OriginCheckTests {
    let check = OriginCheck(origins: ["https://visavis.example"])

    @Test("lets our own pages through")
    func ours() {
        #expect(check.isOurs([.origin: "https://visavis.example", .fetchSite: "same-origin"]))
        #expect(check.isOurs([.origin: "null", .fetchSite: "same-origin"]))
        #expect(check.isOurs([.origin: "https://visavis.example"]))
    }

    @Test("refuses everybody else")
    func others() {
        #expect(!check.isOurs([:]))
        #expect(!check.isOurs([.origin: "null"]))
        #expect(!check.isOurs([.origin: "https://evil.example"]))
        #expect(!check.isOurs([.origin: "https://visavis.example.evil.example"]))
        #expect(!check.isOurs([.origin: "http://visavis.example"]))
        #expect(!check.isOurs([.origin: "https://visavis.example:8443"]))
        #expect(!check.isOurs([.origin: "https://visavis.example", .fetchSite: "cross-site"]))
        #expect(!check.isOurs([.origin: "https://visavis.example", .fetchSite: "same-site"]))
    }
}

@Suite("A form's token")
struct FormTokensTests {
    let tokens = FormTokens(key: Data(repeating: 7, count: 32))
    let now = Date(timeIntervalSince1970: 1_780_475_400)

    @Test("is good for its subject until the end of the next day")
    func lifetime() {
        let token = tokens.token(for: "a", now: now)
        #expect(tokens.isValid(token, for: "a", now: now))
        #expect(tokens.isValid(token, for: "a", now: now.addingTimeInterval(86_400)))
        #expect(!tokens.isValid(token, for: "a", now: now.addingTimeInterval(2 * 86_400)))
        #expect(!tokens.isValid(token, for: "b", now: now))
        #expect(!tokens.isValid("", for: "a", now: now))
        #expect(!tokens.isValid("é" + token, for: "a", now: now))
    }
}

@Suite("A QR code")
struct QRCodeTests {
    @Test("is one SVG element with a quiet zone, its label escaped")
    func svg() throws {
        let svg = try #require(QRCode.svg("https://visavis.example/call/anne-k7f3q9x2", label: "a\"b<c"))
        #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>"))
        #expect(svg.contains("aria-label=\"a&quot;b&lt;c\""))
        #expect(!svg.contains("M0 0h1v1"))
    }

    @Test("of a text that is too long is none")
    func tooLong() {
        #expect(QRCode.svg(String(repeating: "x", count: 5_000), label: "") == nil)
    }
}
