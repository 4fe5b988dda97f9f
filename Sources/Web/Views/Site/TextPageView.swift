// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The pages `/privacy` and `/legal`: the owner's own text, or else ours.
struct TextPageView: View {
    static let template = "site/text"

    enum Page: Sendable {
        case privacy, legal
    }

    var page: Page
    /// Plain text; an empty line parts paragraphs.
    var ownerText: String?
    var ownerContact: String?

    func title(_ words: Catalog) -> String {
        switch page {
        case .privacy: words("site_privacy_title")
        case .legal: words("site_legal_title")
        }
    }

    func fields(_ words: Catalog) -> Fields {
        let lines = (ownerText ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let paragraphs = lines.split { $0.allSatisfy(\.isWhitespace) }.map { $0.joined(separator: "\n") }
        return [
            "paragraphs": paragraphs,
            "isPrivacy": page == .privacy && paragraphs.isEmpty,
            "isLegal": page == .legal && paragraphs.isEmpty,
            "ownerContact": ownerContact.flatMap { $0.isEmpty ? nil : $0 },
        ]
    }

    static let samples = [
        TextPageView(page: .privacy, ownerContact: "owner@example.org"), TextPageView(page: .legal),
        TextPageView(page: .legal, ownerText: "A\n\nB"),
    ]
}
