// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Words

@testable import Appointments

/// A house whose practitioner Anne can be booked: Monday to Friday 9 to 12 and 14 to 18 in Paris, each hour.
struct BookingHouse {
    let house: BookFixture
    let slug: String
    /// Confirmed by hand, 50 minutes.
    let session: AppointmentType
    /// Confirmed at once, 50 minutes.
    let quick: AppointmentType

    var book: AppointmentBook { house.book }
    var anne: Account { house.anne }

    init(_ change: (inout RulesForm) -> Void = { _ in }) async throws {
        house = try await BookFixture()
        let offers = house.book.offers
        let rules = try await offers.rules(of: house.anne)
        var form = RulesForm(rules)
        form.isOpen = true
        change(&form)
        slug = try await offers.setRules(form, by: house.anne).slug
        session = try await offers.types(of: house.anne)[0]
        quick = try await offers.addType(
            TypeForm(name: "Bilan", lengthMinutes: 50, confirmsAtOnce: true), by: house.anne)
    }

    /// An hour of a day of June 2026 in Paris.
    static func time(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Date {
        let minutes: Int = (day - 1) * 1440 + (hour - 9) * 60 + minute
        return BookFixture.monday.addingTimeInterval(60 * Double(minutes))
    }

    func form(
        _ start: Date, email: String = "zoe@example.org", type: AppointmentType? = nil, name: String = "Zoë Lefèvre",
        note: String = "", zone: String = "Asia/Tokyo", consents: Bool = true
    ) -> BookingForm {
        BookingForm(
            slug: slug, typeKey: (type ?? session).id, startsAt: start, name: name, email: email, note: note,
            language: .en, timeZone: zone, hasConsented: consents)
    }

    /// A booked appointment and its manage token.
    func booked(
        _ start: Date, email: String = "zoe@example.org", type: AppointmentType? = nil
    ) async throws -> (id: String, token: String) {
        let details = try await book.book(form(start, email: email, type: type)).details
        return (details.appointment.id, token(details))
    }

    func token(_ details: AppointmentDetails) -> String {
        book.manageLink(details).split(separator: "/").last.map(String.init) ?? ""
    }

    func kinds(_ id: String) async throws -> [String] {
        try await house.mails(id).map(\.kind).sorted()
    }

    func count(_ table: String, where condition: String = "1 = 1") async throws -> Int {
        try await house.store.read { transaction in
            try transaction.rows("select count(*) as n from \(table) where \(condition)").first?.integer("n") ?? -1
        }
    }

    func appointment(_ id: String) async throws -> Appointment {
        try await book.find(id, by: anne).appointment
    }

    func starts(_ type: AppointmentType? = nil, days: ClosedRange<Int> = 3...3) async throws -> [Date] {
        guard let first = LocalDay(year: 2026, month: 6, day: days.lowerBound),
            let last = LocalDay(year: 2026, month: 6, day: days.upperBound),
            let zone = TimeZone(identifier: "Europe/Paris")
        else { return [] }
        return try await book.offers.slots(
            slug: slug, typeKey: (type ?? session).id, days: first...last, zone: zone
        ).map(\.start)
    }
}
