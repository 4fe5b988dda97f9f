// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The front page.
struct HomeView: View {
    static let template = "site/home"

    /// False until the owner has opened the set-up link.
    var isSetUp: Bool

    func title(_ words: Catalog) -> String { words("site_home_title") }

    func fields(_ words: Catalog) -> Fields {
        ["isSetUp": isSetUp, "testPath": SiteURL.deviceTest.path, "waysPath": HelpAnchor.join.path]
    }

    static let samples = [HomeView(isSetUp: true), HomeView(isSetUp: false)]
}
