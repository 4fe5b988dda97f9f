// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Appointments

@Suite("The address of another site")
struct SiteOriginTests {
    @Test(
        "is kept as browsers write it",
        arguments: [
            ("https://www.example.org", "https://www.example.org"),
            ("HTTPS://WWW.Example.org/", "https://www.example.org"),
            ("https://example.org:443", "https://example.org"), ("http://localhost:8080", "http://localhost:8080"),
            ("https://xn--caf-dma.example", "https://xn--caf-dma.example"),
        ])
    func good(text: String, origin: String) {
        #expect(SiteOrigin.read(text) == origin)
    }

    @Test(
        "is refused when it could mean anything else",
        arguments: [
            "", "*", "https://*", "https://*.example.org", "example.org", "https://example.org/page", "https://a b",
            "https://example.org?x", "https://example.org#x", "https://user@example.org", "javascript:alert(1)",
            "https://example.org;script-src", "https://example.org,https://b.example", "data:text/html,x",
            "https://café.example", "'self'", "https:", "https://", "https://-a.example", "https://a..b",
            "https://example.org:99999", "https://example.org:0", "ftp://example.org",
        ])
    func bad(text: String) {
        #expect(SiteOrigin.read(text) == nil)
    }
}
