// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Every mail to clients of an appointment's life, with whose words it has in each language.
struct OfferWordingsView: View {
    static let template = "offer/wordings"

    struct Row: Sendable {
        /// The raw value of the mail's kind.
        var kind: String
        /// It is sent at all; reminders can be turned off.
        var isOn: Bool
        /// Languages in which the practitioner's own words replace the standard ones.
        var own: Set<Language>
    }

    var frame: OfferFrame
    var rows: [Row]

    func title(_ words: Catalog) -> String { frame.part.word(words) }

    func fields(_ words: Catalog) -> Fields {
        frame.fields(words).merging([
            "rulesPath": SiteURL.offer(.rules).path,
            "rows": rows.map { fields($0, words) },
        ])
    }

    private func fields(_ row: Row, _ words: Catalog) -> Fields {
        [
            "word": Self.word(row.kind, words),
            "isOff": !row.isOn,
            "languages": Language.allCases.map { language -> Fields in
                [
                    "path": SiteURL.offer(.wording(kind: row.kind, language: language.rawValue)).path,
                    "name": language.ownName,
                    "tag": language.rawValue,
                    "isOwn": row.own.contains(language),
                ]
            },
        ]
    }

    /// A mail's name as practitioners know it.
    static func word(_ kind: String, _ words: Catalog) -> String { words("offer_mail_\(kind)") }

    static let samples = [
        OfferWordingsView(
            frame: OfferFrame(part: .wordings, watch: .sample),
            rows: [
                Row(kind: "confirmed", isOn: true, own: [.fr]),
                Row(kind: "reminder_day", isOn: false, own: []),
            ])
    ]
}
