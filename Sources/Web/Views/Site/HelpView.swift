// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The user guide; each language has a template of its own.
struct HelpView: View {
    static let template = "help/help"

    /// The practice's help phone.
    var helpPhone: String?

    func title(_ words: Catalog) -> String { words("site_help_title") }

    func fields(_ words: Catalog) -> Fields {
        ["helpPhone": helpPhone, "testPath": SiteURL.deviceTest.path]
    }

    static let samples = [HelpView(helpPhone: "+33123456789"), HelpView(helpPhone: nil)]
}
