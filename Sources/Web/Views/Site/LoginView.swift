// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Sign-in. Fields: `email`, `password`, `to` (the page that was asked for, a path of ours).
struct LoginView: View {
    static let template = "site/login"

    var form: FormState
    var to: String?

    func title(_ words: Catalog) -> String { words("site_login_title") }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(
                name: "email", label: words("common_email"), type: "email", autocomplete: "username", maxLength: 254),
            FormField(
                name: "password", label: words("common_password"), type: "password",
                autocomplete: "current-password", maxLength: 1_000),
        ]
        return [
            "form": inputs.form(form),
            "action": SiteURL.login.path,
            "to": to,
            "forgottenPath": SiteURL.forgotPassword.path,
        ]
    }

    static let samples = [
        LoginView(form: FormState()), LoginView(form: FormState(message: "?"), to: SiteURL.deskRoom.path),
    ]
}
