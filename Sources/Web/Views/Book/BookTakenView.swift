// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The chosen time went to somebody else: what was typed is still there, with other times to choose from.
struct BookTakenView: View {
    static let template = "book/taken"

    var facts: BookFacts
    var details: BookDetails
    var timesPath: String
    var helpPhone: String?

    func title(_ words: Catalog) -> String { words("book_with", ["practitioner": facts.practitioner]) }

    func fields(_ words: Catalog) -> Fields {
        let own: Fields = [
            "sentence": words("book_taken"),
            "hasChoices": !details.choices.isEmpty,
            "timesPath": timesPath,
            "helpPhone": helpPhone,
        ]
        return own.merging(details.fields(words)).merging(facts.fields(words)).merging(BookStep.times.fields)
    }

    static let samples = BookDetails.samples.map { details in
        BookTakenView(facts: .sample, details: details, timesPath: "/", helpPhone: nil)
    }
}
