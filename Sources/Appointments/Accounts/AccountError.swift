// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a use case of accounts refused. What storage throws besides (disk full, locked) passes through as it is.
public enum AccountError: Error, Equatable, Sendable {
    /// Nothing was stored. Every wrong field is named, in the form's order.
    case invalid([AccountFault])
    /// The link is unknown, used or over: the three are not told apart.
    case linkDead
    /// Wrong address or wrong password, or an account that is off: they are not told apart.
    case signInRefused
    /// The next try counts after this time.
    case tooManyAttempts(retryAfter: Duration)
    /// Too many passwords are being checked at this moment.
    case busy
    /// Not there, or not the caller's to change: the two are not told apart.
    case notFound
    /// There is no practice yet: the set-up link comes first.
    case notSetUp
}

/// A field of a form about accounts and what is wrong with it.
public struct AccountFault: Equatable, Sendable {
    /// The raw values are the forms' field names.
    public enum Field: String, Sendable, CaseIterable {
        case practiceName, name, email, password, timeZone, language, roomName
        case helpPhone, welcome, minutesBefore, minutesAfter
        case ownerContact, senderName, urgentHelp, legalText, privacyText
        case embedParents, retentionMonths
    }

    public enum Problem: Equatable, Sendable {
        case missing
        case tooLong(most: Int)
        case tooShort(least: Int)
        /// Control characters, or characters that turn the direction of writing.
        case forbiddenCharacter
        /// Not an address or a number that could work.
        case malformed
        /// One of the passwords that are tried first.
        case common
        /// The password is the name or the address.
        case sameAsIdentity
        /// There is an account with this address.
        case taken
        case notAChoice
        case outOfRange(Int, Int)
        /// A line that is not the address of a site.
        case noSite(String)
    }

    public let field: Field
    public let problem: Problem

    public init(_ field: Field, _ problem: Problem) {
        self.field = field
        self.problem = problem
    }
}
