// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Words

/// The public form, not yet checked.
public struct BookingForm: Sendable {
    public var slug: String
    /// The last part of the page's address: see ``PublicOffer/type(_:)``.
    public var typeKey: String
    public var startsAt: Date
    public var name: String
    public var email: String
    /// May be empty.
    public var phone: String
    /// May be empty.
    public var note: String
    public var language: Language
    /// An IANA name.
    public var timeZone: String
    /// The consent line was ticked.
    public var hasConsented: Bool

    public init(
        slug: String, typeKey: String, startsAt: Date, name: String, email: String, phone: String = "",
        note: String = "", language: Language, timeZone: String, hasConsented: Bool
    ) {
        self.slug = slug
        self.typeKey = typeKey
        self.startsAt = startsAt
        self.name = name
        self.email = email
        self.phone = phone
        self.note = note
        self.language = language
        self.timeZone = timeZone
        self.hasConsented = hasConsented
    }
}

/// What became of a form.
public struct Booking: Sendable, Equatable {
    public let details: AppointmentDetails
    /// False when the same address had this time of this practitioner already: nothing was stored or mailed. The page must then
    /// show no link and no more than was typed, because whoever typed the address need not be its owner.
    public let isNew: Bool
}

/// A slot that is kept while somebody fills in the form.
public struct HeldSlot: Sendable, Equatable {
    /// Goes into the form; who has it books.
    public let token: String
    public let startsAt: Date
    public let endsAt: Date
    public let expiresAt: Date
    /// The tokens of those that were in its way and are over now.
    public var replaced: [String] = []
}
