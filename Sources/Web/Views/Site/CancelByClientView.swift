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

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "practitioner": practitioner,
            "when": when,
            "action": SiteURL.cancelByClient(token: token).path,
            "backPath": SiteURL.client(token: token).path,
        ]
    }

    static let samples = [CancelByClientView(token: "t", practitioner: "Anne Martin", when: "mardi 3 juin à 10 h 30")]
}
