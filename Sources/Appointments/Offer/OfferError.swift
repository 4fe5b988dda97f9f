// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a use case of what is offered refused. What storage throws besides (disk full, locked) passes through as it is.
public enum OfferError: Error, Equatable, Sendable {
    /// Not there, not open, or not the caller's to see: they are not told apart.
    case notFound
    /// Nothing was stored. Every wrong field is named, in the form's order.
    case invalid([OfferFault])
}

/// A field of a form about what is offered and what is wrong with it.
public struct OfferFault: Equatable, Sendable {
    /// The raw values are the forms' field names.
    public enum Field: String, Sendable, CaseIterable {
        case slug, introduction, minimumNotice, horizon, step, dailyCap, holdHours, cancelHours
        case name, description, price, colour, length, bufferBefore, bufferAfter, visibility
        case hours, firstDay, lastDay, label
    }

    public enum Problem: Equatable, Sendable {
        case missing
        case tooLong(most: Int)
        /// Control characters, or characters that turn the direction of writing.
        case forbiddenCharacter
        /// Not a day, not a time of day, or not a name that an address can have.
        case malformed
        /// Another practitioner's page has this name.
        case taken
        case notAChoice
        case outOfRange(Int, Int)
        /// Two spans of one day overlap.
        case overlap
        case endBeforeStart
        /// More than this number of them.
        case tooMany(most: Int)
    }

    public let field: Field
    public let problem: Problem
    /// Which one of a list: the weekday (1 is Monday) of weekly hours; nil elsewhere.
    public let index: Int?

    public init(_ field: Field, _ problem: Problem, index: Int? = nil) {
        self.field = field
        self.problem = problem
        self.index = index
    }
}
