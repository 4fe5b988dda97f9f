// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The end of the set-up: what to do first.
struct SetUpDoneView: View {
    static let template = "site/setup-done"

    var isPractitioner: Bool
    /// Without a mail server mails are kept and shown; the owner should know at once.
    var sendsMail: Bool

    func title(_ words: Catalog) -> String { words("site_done_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "isPractitioner": isPractitioner,
            "sendsMail": sendsMail,
            "tryPath": SiteURL.tryItNow.path,
            "deskPath": SiteURL.desk.path,
            "adminPath": SiteURL.admin.path,
            "startPath": HelpAnchor.practitionerStart.path,
        ]
    }

    static let samples = [
        SetUpDoneView(isPractitioner: true, sendsMail: false), SetUpDoneView(isPractitioner: false, sendsMail: true),
    ]
}
