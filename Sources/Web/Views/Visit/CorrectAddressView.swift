// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Where a client puts their e-mail address right.
struct CorrectAddressView: View {
    static let template = "client/address"

    var token: String
    var form: FormState
    var sendsMail: Bool

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        let email = FormField(
            name: "email", label: words("book_email"), type: "email", autocomplete: "email", maxLength: 254)
        return [
            "text": words(sendsMail ? "visit_address_text" : "visit_address_text_quiet"),
            "form": [email].form(form),
            "action": SiteURL.addressOfClient(token: token).path,
            "backPath": SiteURL.client(token: token).path,
        ]
    }

    static let samples = [
        CorrectAddressView(token: "t", form: FormState(values: ["email": "zoe@exmaple.org"]), sendsMail: true),
        CorrectAddressView(token: "t", form: FormState(errors: ["email": "!"]), sendsMail: false),
    ]
}
