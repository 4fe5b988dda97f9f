// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One labelled control of a form. Its template is one of `forms/input`, `forms/select`, `forms/area`, `forms/check`.
struct FormField: Sendable {
    var name: String
    var label: String
    /// The `type` of an `<input>`.
    var type = "text"
    var hint: String?
    var autocomplete: String?
    var isRequired = true
    /// In UTF-16 units, as browsers count.
    var maxLength = 200
    var options: [Option] = []
    /// What a number may be.
    var range: ClosedRange<Int>?
    /// Makes ids differ where a page has two forms with the same field.
    var prefix = ""

    struct Option: Sendable {
        var value: String
        var label: String
        var hint: String?
    }

    var id: String { prefix + name }

    func fields(_ state: FormState) -> Fields {
        let value = state.values[name] ?? ""
        let error = state.errors[name]
        let described = [error.map { _ in "\(id)-error" }, hint.map { _ in "\(id)-hint" }].compactMap(\.self)
        return [
            "id": id,
            "name": name,
            "label": label,
            "type": type,
            "value": type == "password" ? "" : value,
            "isChecked": !value.isEmpty,
            "error": error,
            "hint": hint,
            "autocomplete": autocomplete,
            "isRequired": isRequired,
            "maxLength": String(maxLength),
            "least": range.map { String($0.lowerBound) },
            "most": range.map { String($0.upperBound) },
            "describedBy": described.isEmpty ? nil : described.joined(separator: " "),
            "options": options.map { option -> Fields in
                [
                    "value": option.value, "label": option.label, "hint": option.hint,
                    "isSelected": option.value == value, "optionID": "\(id)-\(option.value)",
                ]
            },
        ]
    }
}

extension [FormField] {
    /// Each control by its name, and the summary of what is wrong as `problems`.
    func form(_ state: FormState) -> Fields {
        reduce(["problems": state.summary(self)] as Fields) { all, input in
            all.merging(Fields(dictionaryLiteral: (input.name, input.fields(state))))
        }
    }
}
