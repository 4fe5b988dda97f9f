// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// A refusal as a page: what was wrong, what to do, and an id that the log has too.
struct ErrorView: View {
    static let template = "site/error"

    var status: Int
    /// The last part of the catalog's key: `not_found`, `malformed`, … A link that was used or has run out is `dead_link`.
    var reason: String
    var id: String

    func title(_ words: Catalog) -> String { words("error_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "status": String(status),
            "sentence": words("error_\(reason)"),
            "advice": words("error_advice_\(reason)"),
            "id": id,
        ]
    }

    static let samples = [
        "not_found", "malformed", "too_large", "form_expired", "wrong_origin", "not_allowed", "wrong_host", "too_many",
        "method_not_allowed", "unavailable", "failed", "dead_link", "unknown_link",
    ].map { ErrorView(status: 400, reason: $0, id: "k3J9x2") }
}
