// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What the practitioner pastes into a page of another site.
struct EmbedSnippets: Sendable {
    /// The address alone.
    let address: String
    /// A plain link, which works everywhere.
    let link: String
    /// The booking page inside the other page; where it does not come, the link stays.
    let frame: String

    /// - Parameters:
    ///   - type: the link key of one type; nil for the page with all of them.
    ///   - words: of the language that the other page is in.
    init(slug: String, type: String? = nil, publicURL: PublicURL, words: Catalog) {
        address = publicURL.absolute(type.map { SiteURL.bookType(slug: slug, type: $0) } ?? .book(slug: slug))
        let anchor = #"<a href="\#(address)" target="_blank" rel="noopener">\#(words("book_embed_link"))</a>"#
        link = anchor
        frame = """
            <div data-visavis-booking lang="\(words.language.rawValue)">\(anchor)</div>
            <script async src="\(publicURL.absolute(.embedScript))"></script>
            """
    }
}
