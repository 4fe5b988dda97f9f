// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How a page stands in a frame of another site.
struct Embedding: Sendable, Hashable {
    /// The origins that the owner allows.
    let parents: [String]
    /// The origin of the page around, when it is one of them.
    let parent: String?

    /// - Parameter claimed: what the address of the framed page says of the one around it.
    init(parents: [String], claimed: String) {
        self.parents = parents
        parent = parents.contains(claimed) ? claimed : nil
    }
}
