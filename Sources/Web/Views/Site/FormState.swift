// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a person typed into a form and what is wrong with it, by field name. Passwords are never among the values.
struct FormState: Sendable, Equatable {
    var values: [String: String]
    /// Sentences in the reader's language, by field name.
    var errors: [String: String]
    /// What is wrong with the whole form and with no single field.
    var message: String?

    init(values: [String: String] = [:], errors: [String: String] = [:], message: String? = nil) {
        self.values = values
        self.errors = errors
        self.message = message
    }

    /// The box above the form that says what to mend: a link to each field that has an error. False when all is well.
    func summary(_ inputs: [FormField]) -> Any {
        let rows = inputs.compactMap { input in
            errors[input.name].map { sentence -> Fields in
                ["target": input.id, "label": input.label, "sentence": sentence]
            }
        }
        guard !rows.isEmpty || message != nil else { return false }
        return ["message": message, "rows": rows] as Fields
    }
}
