// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A field of an appointment's form and what is wrong with it.
public struct InvalidField: Equatable, Sendable {
    public enum Field: String, Sendable, CaseIterable {
        case clientName
        case clientEmail
        case clientPhone
        case clientTimeZone
        case startsAt
        case lengthMinutes
        case note
        /// The consent line of the public form.
        case consent
        /// What is said when declining, cancelling or proposing.
        case words
        /// The times that are proposed.
        case proposals
        /// How late the practitioner is.
        case delayMinutes
    }

    public enum Problem: String, Sendable, CaseIterable {
        case missing
        case tooLong
        /// Control characters, or characters that turn the direction of writing.
        case forbiddenCharacter
        /// Not an address, number or zone that could work.
        case malformed
        /// A mail domain outside ASCII; its `xn--` form is accepted.
        case internationalDomain
        case tooSmall
        case tooLarge
        case past
        /// More than two years ahead.
        case tooFar
    }

    public let field: Field
    public let problem: Problem

    public init(_ field: Field, _ problem: Problem) {
        self.field = field
        self.problem = problem
    }
}
