// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Words

/// What a new practitioner offers: ordinary hours and one type, on a page that is closed until the practitioner opens it.
enum FirstOffer {
    @discardableResult
    static func furnish(_ account: Account, in transaction: any Transaction) throws -> BookingRules {
        let rules = BookingRules(
            practitionerID: account.id, slug: try freeSlug(RoomSlug.readable(account.name), in: transaction))
        try transaction.bookingRules.insert(rules)
        let spans = [(9, 12), (14, 18)]
        let hours = (1...5).flatMap { weekday in
            spans.map { start, end in
                WeeklyHour(
                    practitionerID: account.id, weekday: weekday, startMinute: start * 60, endMinute: end * 60)
            }
        }
        try transaction.weeklyHours.replace(practitionerID: account.id, hours)
        let words = try Catalogs()[Language(rawValue: account.language) ?? .fr]
        try transaction.appointmentTypes.insert(
            AppointmentType(
                id: RandomID.make(), practitionerID: account.id, name: words("common_first_type"),
                colour: OfferLimits.colours[0], lengthMinutes: 50, linkKey: LinkKey.make()))
        return try transaction.bookingRules.find(practitionerID: account.id) ?? rules
    }

    /// The name itself, or with the first number that makes it free.
    static func freeSlug(_ name: String, in transaction: any Transaction) throws -> String {
        let base = name.count < OfferLimits.slug.lowerBound ? name + "-visio" : name
        var (slug, number) = (base, 1)
        while try transaction.bookingRules.find(slug: slug) != nil {
            number += 1
            slug = "\(base)-\(number)"
        }
        return slug
    }
}

/// The last part of a type's own link: ten characters that nobody guesses.
enum LinkKey {
    static func make() -> String {
        String(SecretToken.make().filter { $0.isLetter || $0.isNumber }.prefix(14))
    }
}
