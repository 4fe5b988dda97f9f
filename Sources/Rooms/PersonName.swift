// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A name that a client gave (rule 3): 1 to 60 characters after trimming, at least one of them visible, without control
/// characters and without those that turn the direction of text around it.
struct PersonName: Hashable, Sendable {
    static let longest = 60
    /// Bounds what piles of combining marks can make of one character.
    static let mostScalars = 240

    let text: String

    init?(_ text: String) {
        guard let trimmed = text.trimmedLine, trimmed.count <= Self.longest,
            trimmed.unicodeScalars.count <= Self.mostScalars, trimmed.unicodeScalars.contains(where: \.isVisible)
        else { return nil }
        self.text = trimmed
    }
}
