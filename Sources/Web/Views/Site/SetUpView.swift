// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The owner's first page. Fields: `practiceName`, `name`, `email`, `password`, `timeZone`, `language`,
/// `isPractitioner` (check box), `roomName`.
struct SetUpView: View {
    static let template = "site/setup"

    var token: String
    /// IANA names.
    var timeZones: [String]
    var form: FormState

    func title(_ words: Catalog) -> String { words("site_setup_title") }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(
                name: "practiceName", label: words("site_setup_practice"), hint: words("site_setup_practice_hint"),
                autocomplete: "organization", maxLength: 120),
            FormField(
                name: "name", label: words("common_own_name"), hint: words("site_setup_name_hint"),
                autocomplete: "name", maxLength: 120),
            .email(words),
            .newPassword(words),
            .timeZone(words, zones: timeZones),
            .language(words, label: words("common_language")),
            FormField(
                name: "isPractitioner", label: words("site_setup_is_practitioner"), type: "checkbox",
                hint: words("site_setup_is_practitioner_hint"), isRequired: false),
            FormField(
                name: "roomName", label: words("common_room_name"), hint: words("common_room_name_hint"),
                isRequired: false, maxLength: 60),
        ]
        return ["form": inputs.form(form), "action": SiteURL.setUp(token: token).path]
    }

    static let samples = [
        SetUpView(token: "t", timeZones: ["Europe/Paris"], form: FormState(values: ["isPractitioner": "on"])),
        SetUpView(
            token: "t", timeZones: ["Europe/Paris", "America/New_York"],
            form: FormState(
                values: ["email": "anne", "timeZone": "Europe/Paris"], errors: ["email": "?"], message: "?")),
    ]
}
