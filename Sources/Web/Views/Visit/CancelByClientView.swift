// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The step before a client's cancellation: the address shows this page, only its button cancels.
struct CancelByClientView: View {
    static let template = "client/cancel"

    var token: String
    var practitioner: String
    /// In the client's zone.
    var when: String
    var form: FormState

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        let reason = FormField(
            name: "reason", label: words("visit_cancel_reason"),
            hint: words("visit_cancel_reason_hint", ["practitioner": practitioner]),
            isRequired: false, maxLength: 500)
        return [
            "practitioner": practitioner,
            "text": words("visit_cancel_text", ["practitioner": practitioner]),
            "when": when,
            "form": [reason].form(form),
            "action": SiteURL.cancelByClient(token: token).path,
            "backPath": SiteURL.client(token: token).path,
        ]
    }

    static let samples = [
        CancelByClientView(
            token: "t", practitioner: "Anne Martin", when: "mardi 3 juin à 10 h 30",
            form: FormState(errors: ["reason": "!"]))
    ]
}
