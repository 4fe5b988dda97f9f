// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// Whose page it is and how it looks around the offer: what is read for every request, so that a kept page is seen to be out
/// of date. Two that are equal make the same page.
struct BookHouse: Sendable, Equatable {
    let rules: BookingRules
    let name: String
    let zoneName: String
    let helpPhone: String?
    let practiceName: String
    let embedParents: [String]
    /// What can be booked also depends on the time, by the minute.
    let minute: Int

    var zone: TimeZone { TimeZone(identifier: zoneName) ?? .gmt }

    /// Nil when there is no such page, or its practitioner is disabled.
    static func load(slug: String, now: Date, in transaction: any Transaction) throws -> BookHouse? {
        guard let rules = try transaction.bookingRules.find(slug: slug),
            let host = try transaction.accounts.find(id: rules.practitionerID), host.disabledAt == nil,
            let practitioner = try transaction.practitioners.find(accountID: host.id),
            let practice = try transaction.practice.find(id: host.practiceID)
        else { return nil }
        let phones = [practitioner.helpPhone, practice.helpPhone].compactMap(\.self)
        return BookHouse(
            rules: rules, name: host.name, zoneName: host.timeZone, helpPhone: phones.first { !$0.isEmpty },
            practiceName: practice.name, embedParents: practice.embedParents,
            minute: Int((now.timeIntervalSince1970 / 60).rounded(.down)))
    }
}
