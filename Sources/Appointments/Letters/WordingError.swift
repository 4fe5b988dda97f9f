// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a wording is not kept.
public enum WordingError: Error, Equatable, Sendable {
    /// Every wrong field is named, in the form's order.
    case invalid([WordingProblem])
    /// The mail's wording is not the practitioner's to change, or the account acts for nobody.
    case notFound
    /// The test mail cannot be sent: no mail server is configured.
    case noMailServer
}

public struct WordingProblem: Equatable, Sendable {
    public enum Field: String, Sendable, CaseIterable {
        case subject
        case body
    }

    public enum Problem: Equatable, Sendable {
        case missing
        case tooLong
        /// Control characters, or characters that turn the direction of writing.
        case forbiddenCharacter
        /// What stands in braces is no placeholder of this mail; as written, without the braces.
        case unknownPlaceholders([String])
        /// A brace opens these words and none closes it.
        case unclosedPlaceholders([String])
    }

    public let field: Field
    public let problem: Problem

    public init(_ field: Field, _ problem: Problem) {
        self.field = field
        self.problem = problem
    }
}
