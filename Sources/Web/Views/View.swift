// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// A page as a value: what it shows, and the template that shows it. The check at start renders every sample and
/// stops the program when a template names a value that its view does not have.
protocol View: Sendable {
    /// The template's path below `Templates`, without extension.
    static var template: String { get }
    /// The page's title, before the site's name.
    func title(_ words: Catalog) -> String
    /// The page's own values; `words` is the catalog of the reader's language.
    func fields(_ words: Catalog) -> Fields
    /// One view for each state that the template distinguishes.
    static var samples: [Self] { get }
}
