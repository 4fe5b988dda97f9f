// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What is known of one person: looked up by e-mail address, handed out as a file, erased. Fields: `email`, and `confirm` (check
/// box) to erase.
struct AdminClientView: View {
    static let template = "admin/client"

    struct Found: Sendable {
        var email: String
        var appointments: Int
        var coming: Int
    }

    var form: FormState
    var found: Found?
    /// What is wrong with the press on “erase”.
    var eraseForm: FormState
    /// A sentence about what was just done.
    var done: String?

    func title(_ words: Catalog) -> String { words("admin_client") }

    func fields(_ words: Catalog) -> Fields {
        let email = FormField(
            name: "email", label: words("admin_client_email"), type: "email", autocomplete: "off", maxLength: 254)
        let confirm = FormField(
            name: "confirm", label: words("admin_client_confirm"), type: "checkbox", isRequired: false)
        return [
            "form": [email].form(form),
            "action": SiteURL.adminClient.path,
            "exportPath": SiteURL.exportClient.path,
            "erasePath": SiteURL.eraseClient.path,
            "backPath": SiteURL.admin.path,
            "done": done,
            "found": found.map { found -> Fields in
                [
                    "email": found.email,
                    "appointments": words("admin_client_appointments", ["count": String(found.appointments)]),
                    "coming": found.coming == 0
                        ? nil : words("admin_client_coming", ["count": String(found.coming)]),
                ]
            },
            "erase": [confirm].form(eraseForm),
        ]
    }

    static let samples = [
        AdminClientView(
            form: FormState(values: ["email": "zoe@example.org"]),
            found: Found(email: "zoe@example.org", appointments: 3, coming: 1),
            eraseForm: FormState(errors: ["confirm": "?"]), done: nil),
        AdminClientView(
            form: FormState(errors: ["email": "?"]), found: nil, eraseForm: FormState(), done: "Erased"),
        AdminClientView(
            form: FormState(), found: Found(email: "zoe@example.org", appointments: 3, coming: 0),
            eraseForm: FormState(), done: nil),
    ]
}
