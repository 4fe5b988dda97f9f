// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

extension FormField {
    static func language(_ words: Catalog, label: String, hint: String? = nil, prefix: String = "") -> FormField {
        FormField(
            name: "language", label: label, hint: hint,
            options: Language.allCases.map { Option(value: $0.rawValue, label: $0.ownName) }, prefix: prefix)
    }

    /// - Parameter zones: IANA names, in the order in which they are to be shown.
    static func timeZone(_ words: Catalog, zones: [String], prefix: String = "") -> FormField {
        FormField(
            name: "timeZone", label: words("common_time_zone"),
            options: zones.map { Option(value: $0, label: $0.replacing("_", with: " ")) }, prefix: prefix)
    }

    static func clientTimeZone(_ words: Catalog, zones: [String]) -> FormField {
        var field = timeZone(words, zones: zones)
        field.label = words("desk_client_zone")
        field.hint = words("desk_client_zone_hint")
        return field
    }

    static func newPassword(_ words: Catalog) -> FormField {
        FormField(
            name: "password", label: words("common_password"), type: "password", hint: words("common_password_hint"),
            autocomplete: "new-password", maxLength: 1_000)
    }

    static func email(_ words: Catalog, prefix: String = "") -> FormField {
        FormField(
            name: "email", label: words("common_email"), type: "email", autocomplete: "email", maxLength: 254,
            prefix: prefix)
    }

    static func helpPhone(_ words: Catalog, hint: String, prefix: String = "") -> FormField {
        FormField(
            name: "helpPhone", label: words("common_help_phone"), type: "tel", hint: hint, isRequired: false,
            maxLength: 30, prefix: prefix)
    }
}
