// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The form with the client's own details, and what happens after it is sent.
struct BookDetails: Sendable {
    var action: String
    var kept: [KeptField]
    var state: FormState
    var practitioner: String
    var confirmsAtOnce: Bool
    var sendsMail: Bool
    /// Other times to choose from, where the chosen one is gone.
    var choices: [Choice] = []

    struct Choice: Sendable {
        var value: String
        var label: String
    }

    func fields(_ words: Catalog) -> Fields {
        let names = ["practitioner": practitioner]
        return [
            "action": action,
            "kept": kept.map(\.fields),
            "form": inputs(words, names).form(state),
            "choices": choices.isEmpty ? nil : choiceFields(words),
            "submit": words(confirmsAtOnce ? "book_submit_confirm" : "book_submit_request"),
            "next": Self.next(
                words, practitioner: practitioner, confirmsAtOnce: confirmsAtOnce, sendsMail: sendsMail),
        ]
    }

    static func next(
        _ words: Catalog, practitioner: String, confirmsAtOnce: Bool, sendsMail: Bool
    ) -> [String] {
        let first =
            sendsMail
            ? words(confirmsAtOnce ? "book_next_confirm_1" : "book_next_request_1", ["practitioner": practitioner])
            : words(
                confirmsAtOnce ? "book_next_confirm_1_quiet" : "book_next_request_1_quiet",
                ["practitioner": practitioner])
        return [first, words(sendsMail ? "book_next_2" : "book_next_2_quiet"), words("book_next_3")]
    }

    private func choiceFields(_ words: Catalog) -> Fields {
        [
            "legend": words("book_other_times"),
            "error": state.errors["slot"],
            "rows": choices.map { choice -> Fields in
                ["value": choice.value, "label": choice.label, "isChosen": state.values["slot"] == choice.value]
            },
        ]
    }

    private func inputs(_ words: Catalog, _ names: [String: String]) -> [FormField] {
        [
            FormField(
                name: "name", label: words("book_name"), hint: words("book_name_hint", names), autocomplete: "name",
                maxLength: 60),
            FormField(
                name: "email", label: words("book_email"), type: "email",
                hint: sendsMail ? words("book_email_hint") : words("book_email_hint_quiet", names),
                autocomplete: "email", maxLength: 254),
            FormField(
                name: "phone", label: words("book_phone"), type: "tel", hint: words("book_phone_hint"),
                autocomplete: "tel", isRequired: false, maxLength: 30),
            FormField(
                name: "note", label: words("book_note"), hint: words("book_note_hint"), isRequired: false,
                maxLength: 500),
            FormField(name: "consent", label: words("book_consent")),
        ]
    }

    static let samples = [
        BookDetails(
            action: "/", kept: [KeptField(name: "zone", value: "UTC")], state: FormState(), practitioner: "Anne Martin",
            confirmsAtOnce: true, sendsMail: true),
        BookDetails(
            action: "/", kept: [], state: FormState(errors: ["name": "!", "slot": "!"]), practitioner: "Anne Martin",
            confirmsAtOnce: false, sendsMail: false,
            choices: [Choice(value: "20260603T083000Z", label: "mardi 3 juin à 10 h 30")]),
    ]
}
