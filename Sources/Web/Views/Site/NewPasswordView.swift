// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// A new password by a mailed link. Field: `password`.
struct NewPasswordView: View {
    static let template = "site/password"

    var token: String
    var form: FormState

    func title(_ words: Catalog) -> String { words("site_password_title") }

    func fields(_ words: Catalog) -> Fields {
        ["form": [FormField.newPassword(words)].form(form), "action": SiteURL.password(token: token).path]
    }

    static let samples = [NewPasswordView(token: "t", form: FormState(errors: ["password": "?"]))]
}
