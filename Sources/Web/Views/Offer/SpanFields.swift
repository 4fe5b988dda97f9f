// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Rows of “from … to …” as a template shows them (`offer/span`).
struct SpanFields: Sendable {
    var spans: SpanRows
    /// What the rows are about, such as a weekday; read out with each field.
    var about: String
    /// The field in which typing goes on.
    var focus: String?
    /// What the button that takes a row away sends, before the row's number; nil: there is no such button.
    var remove: String?

    /// Every control, for the summary of what is wrong.
    func inputs(_ words: Catalog) -> [FormField] {
        spans.rows.indices.flatMap { row in
            let names = spans.names(row)
            return [input(names.start, "offer_span_start", row, words), input(names.end, "offer_span_end", row, words)]
        }
    }

    private func input(_ name: String, _ key: String, _ row: Int, _ words: Catalog) -> FormField {
        FormField(
            name: name, label: words(key, ["about": about, "row": String(row + 1)]), type: "time", isRequired: false,
            maxLength: 12)
    }

    func fields(_ state: FormState, _ words: Catalog) -> [Fields] {
        let inputs = inputs(words)
        return spans.rows.indices.map { row in
            func shown(_ input: FormField) -> Fields {
                input.fields(state).merging(["autofocus": input.name == focus])
            }
            return [
                "start": shown(inputs[2 * row]),
                "end": shown(inputs[2 * row + 1]),
                "remove": remove.map { prefix -> Fields in
                    [
                        "value": "\(prefix)-\(row)",
                        "word": words("offer_span_remove", ["about": about, "row": String(row + 1)]),
                    ]
                },
            ]
        }
    }
}
