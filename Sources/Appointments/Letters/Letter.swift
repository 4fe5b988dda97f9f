// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What a mail says, before it is written as text and as HTML: the two come from this and say the same.
struct Letter {
    struct Fact {
        let label: String
        /// One line each.
        let values: [String]
    }

    struct Button {
        let label: String
        let address: String
    }

    /// A small line below, with an address that is written out.
    struct Footnote {
        let text: String
        let address: String?
    }

    var catalog: Catalog
    var subject: String
    var greeting: String
    /// A line end within one is kept.
    var paragraphs: [String]
    var facts: [Fact] = []
    var button: Button?
    /// Under the button.
    var hint: String?
    var footnotes: [Footnote] = []
    /// Who writes: the practice's name.
    var signature: String
}
