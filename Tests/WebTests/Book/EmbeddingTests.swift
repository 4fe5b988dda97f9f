// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Testing
import Words

@testable import Web

struct EmbeddingTests {
    private let publicURL = PublicURL("https://rooms.example.org")!

    @Test("Only a page around that is in the owner's list hears of the frame")
    func parents() {
        let parents = ["https://cabinet.example", "https://www.cabinet.example"]
        #expect(Embedding(parents: parents, claimed: "https://cabinet.example").parent == "https://cabinet.example")
        #expect(Embedding(parents: parents, claimed: "https://evil.example").parent == nil)
        #expect(Embedding(parents: [], claimed: "").parent == nil)
    }

    @Test("Framing is allowed for the owner's list on pages made for it, and nowhere else")
    func policies() {
        let headers = SecurityHeaders(publicURL: publicURL)
        let allowed = headers.fields(.embedded(parents: ["https://a.example", "https://b.example"]))
        #expect(
            allowed[.contentSecurityPolicy]?.hasSuffix("frame-ancestors https://a.example https://b.example") == true)
        for kind in [SecurityHeaders.Kind.embedded(parents: []), .page, .callPage, .file, .sharedFile] {
            #expect(headers.fields(kind)[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
        }
        #expect(headers.fields(.sharedFile)[.crossOriginResourcePolicy] == "cross-origin")
        #expect(headers.fields(.page)[.crossOriginResourcePolicy] == "same-origin")
    }

    @Test("What is pasted names the page, and the script of the same site")
    func snippets() throws {
        let snippets = EmbedSnippets(slug: "anne", type: "k3y", publicURL: publicURL, words: try Catalogs()[.fr])
        #expect(snippets.address == "https://rooms.example.org/book/anne/k3y")
        #expect(snippets.link.contains(#"href="https://rooms.example.org/book/anne/k3y""#))
        #expect(snippets.frame.contains(snippets.link))
        #expect(snippets.frame.contains(#"src="https://rooms.example.org/embed.js""#))
    }
}
