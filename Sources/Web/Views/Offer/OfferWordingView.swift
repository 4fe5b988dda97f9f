// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One mail's wording in one language. Fields: `subject`, `body`.
struct OfferWordingView: View {
    static let template = "offer/wording"

    /// A name between braces and what stands there in a mail.
    struct Placeholder: Sendable {
        var name: String
        var meaning: String
    }

    var frame: OfferFrame
    var kind: String
    var language: Language
    var form: FormState
    var placeholders: [Placeholder]
    var standardSubject: String
    var standardBody: String
    /// The practitioner's own words are in force.
    var isOwn: Bool
    var sendsMail: Bool
    /// Where a test mail would go.
    var ownEmail: String
    /// What was just done, where the page is the answer to a form.
    var notice: Notice?

    func title(_ words: Catalog) -> String { OfferWordingsView.word(kind, words) }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(name: "subject", label: words("offer_wording_subject"), autocomplete: "off", maxLength: 150),
            FormField(
                name: "body", label: words("offer_wording_body"), hint: words("offer_wording_body_hint"),
                maxLength: 3_000),
        ]
        func url(_ url: OfferURL) -> String { SiteURL.offer(url).path }
        return frame.fields(words).merging([
            "form": inputs.form(form),
            "mailLanguage": language.rawValue,
            "languageName": language.ownName,
            "action": url(.wording(kind: kind, language: language.rawValue)),
            "previewPath": url(.wordingPreview(kind: kind, language: language.rawValue)),
            "testPath": sendsMail ? url(.wordingTest(kind: kind, language: language.rawValue)) : nil,
            "standardPath": isOwn ? url(.wordingStandard(kind: kind, language: language.rawValue)) : nil,
            "backPath": url(.wordings),
            "placeholders": placeholders.map { ["name": "{\($0.name)}", "meaning": $0.meaning] as Fields },
            "standardSubject": standardSubject,
            "standardBody": standardBody,
            "isOwn": isOwn,
            "done": notice?.sentence(words),
            "testHint": words("offer_wording_test_hint", ["email": ownEmail]),
        ])
    }

    static let samples = [
        OfferWordingView(
            frame: OfferFrame(part: .wordings, watch: .sample), kind: "confirmed", language: .fr,
            form: FormState(values: ["subject": "s", "body": "b"], errors: ["subject": "?", "body": "?"]),
            placeholders: [Placeholder(name: "client", meaning: "le client")], standardSubject: "s", standardBody: "b",
            isOwn: true, sendsMail: true, ownEmail: "anne@example.org", notice: .testMail),
        OfferWordingView(
            frame: OfferFrame(part: .wordings), kind: "confirmed", language: .en, form: FormState(),
            placeholders: [], standardSubject: "s", standardBody: "b", isOwn: false, sendsMail: false,
            ownEmail: "anne@example.org"),
    ]
}
