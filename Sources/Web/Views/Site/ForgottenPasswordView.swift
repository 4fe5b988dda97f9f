// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Asks for the address that a reset link goes to. Field: `email`. The answer never tells whether an account has it.
struct ForgottenPasswordView: View {
    static let template = "site/forgotten"

    var form: FormState
    var isSent: Bool
    var sendsMail = true

    func title(_ words: Catalog) -> String { words("site_forgotten_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "form": [FormField.email(words)].form(form),
            "isSent": isSent,
            "sendsMail": sendsMail,
            "action": SiteURL.forgotPassword.path,
            "signInPath": SiteURL.login.path,
        ]
    }

    static let samples = [
        ForgottenPasswordView(form: FormState(errors: ["email": "?"]), isSent: false),
        ForgottenPasswordView(form: FormState(), isSent: true),
        ForgottenPasswordView(form: FormState(), isSent: false, sendsMail: false),
    ]
}
