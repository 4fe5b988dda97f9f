// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Where an invited person makes the account. Fields: `name`, `password`, `timeZone`, `language`, `roomName`
/// (practitioners only).
struct InvitationView: View {
    static let template = "site/invitation"

    var token: String
    /// The address that was invited; it cannot be changed here.
    var email: String
    var isPractitioner: Bool
    /// IANA names.
    var timeZones: [String]
    var form: FormState

    func title(_ words: Catalog) -> String { words("site_invitation_title") }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(name: "name", label: words("common_own_name"), autocomplete: "name", maxLength: 120),
            .newPassword(words),
            .timeZone(words, zones: timeZones),
            .language(words, label: words("common_language")),
            FormField(
                name: "roomName", label: words("common_room_name"), hint: words("common_room_name_hint"),
                isRequired: false, maxLength: 60),
        ]
        return [
            "form": inputs.form(form),
            "email": email,
            "isPractitioner": isPractitioner,
            "action": SiteURL.invitation(token: token).path,
        ]
    }

    static let samples = [
        InvitationView(
            token: "t", email: "paul@example.org", isPractitioner: true, timeZones: ["Europe/Paris"],
            form: FormState(errors: ["name": "?"])),
        InvitationView(token: "t", email: "x@example.org", isPractitioner: false, timeZones: [], form: FormState()),
    ]
}
