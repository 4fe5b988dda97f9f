// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("Clients book")
struct BookingTests {
    @Test("a request waits, keeps its slot for its hours, and both are told in one transaction")
    func request() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        let booking = try await house.book.book(house.form(start))
        let appointment = booking.details.appointment
        #expect(booking.isNew && appointment.state == .requested && appointment.origin == .page)
        #expect(appointment.typeName == house.session.name && appointment.lengthMinutes == 50)
        #expect(appointment.holdUntil == BookFixture.monday.addingTimeInterval(86_400))
        #expect(appointment.expiresAt == BookFixture.monday.addingTimeInterval(86_400))
        #expect(booking.details.client.timeZone == "Asia/Tokyo" && booking.details.client.language == "en")
        #expect(try await house.kinds(appointment.id) == ["request_new", "request_received"])
        #expect(try await !house.starts().contains(start))
        house.house.clock.advance(86_400)
        #expect(try await house.starts().contains(start))
    }

    @Test("a type that confirms at once is confirmed, and both are told")
    func atOnce() async throws {
        let house = try await BookingHouse()
        let booking = try await house.book.book(house.form(BookingHouse.time(3, 10), type: house.quick))
        #expect(booking.details.appointment.state == .confirmed)
        #expect(try await house.kinds(booking.details.appointment.id) == ["confirmed", "confirmed_for_host"])
    }

    @Test("a request's end is always before the start")
    func deadlines() async throws {
        let house = try await BookingHouse { $0.holdHours = 168 }
        let near = try await house.book.book(house.form(BookingHouse.time(1, 11))).details.appointment
        #expect(near.holdUntil == near.expiresAt)
        #expect(near.expiresAt == near.startsAt.addingTimeInterval(-1800))
        let other = try await BookingHouse { $0.holdsRequests = false }
        let free = try await other.book.book(other.form(BookingHouse.time(20 - 1, 10))).details.appointment
        #expect(free.holdUntil == nil)
        #expect(free.expiresAt == BookFixture.monday.addingTimeInterval(7 * 86_400))
        #expect(try await other.starts(days: 19...19).contains(free.startsAt))
    }

    @Test("a second request by the same person for the same time is recognised: one row, no second mail")
    func sameRequest() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        let first = try await house.book.book(house.form(start))
        let again = try await house.book.book(house.form(start, email: "ZOE@example.org", name: "Z. Lefèvre"))
        #expect(!again.isNew)
        #expect(again.details == first.details)
        #expect(try await house.count("appointments") == 1)
        #expect(try await house.count("outbox") == 2)
    }

    @Test("three open requests of one address with one practitioner are enough")
    func openRequests() async throws {
        let house = try await BookingHouse()
        for hour in [9, 10, 11] { _ = try await house.book.book(house.form(BookingHouse.time(3, hour))) }
        await #expect(throws: AppointmentError.tooManyRequests) {
            try await house.book.book(house.form(BookingHouse.time(3, 14), email: "Zoe@Example.org"))
        }
        _ = try await house.book.book(house.form(BookingHouse.time(3, 14), email: "max@example.org"))
        #expect(try await house.count("appointments") == 4)
    }

    @Test("five bookings of one address within a day are enough, also when none of them waits for an answer")
    func bookingsOfDay() async throws {
        let house = try await BookingHouse()
        for hour in [9, 10, 11, 14, 15] {
            _ = try await house.book.book(house.form(BookingHouse.time(3, hour), type: house.quick))
        }
        await #expect(throws: AppointmentError.tooManyBookings) {
            try await house.book.book(house.form(BookingHouse.time(3, 16), type: house.quick))
        }
        house.house.clock.advance(86_401)
        _ = try await house.book.book(house.form(BookingHouse.time(3, 16), type: house.quick))
    }

    @Test("case 36: every slot that is not one is refused by name, with free ones near it, and nothing is stored")
    func refusals() async throws {
        let house = try await BookingHouse()
        let cases: [(Date, SlotRefusal)] = [
            (BookingHouse.time(1, 8), .past),
            (BookingHouse.time(1, 10), .tooSoon),
            (BookFixture.monday.addingTimeInterval(70 * 86_400), .tooFar),
            (Date(timeIntervalSince1970: 253_402_300_800), .tooFar),
            (BookingHouse.time(3, 8), .outsideHours),
            (BookingHouse.time(3, 11, 30), .outsideHours),
            (BookingHouse.time(6, 10), .outsideHours),
            (BookingHouse.time(3, 10, 5), .offGrid),
            (BookingHouse.time(3, 10).addingTimeInterval(0.5), .offGrid),
        ]
        for (start, refusal) in cases {
            let error = await #expect(throws: AppointmentError.self) {
                try await house.book.book(house.form(start))
            }
            guard case .slotGone(let found, let near) = error else {
                Issue.record("\(start): \(String(describing: error))")
                continue
            }
            #expect(found == refusal, "\(start)")
            #expect(near.count == 5 && near == near.sorted())
        }
        #expect(try await house.count("appointments") == 0)
        #expect(try await house.count("clients") == 0)
        #expect(try await house.count("outbox") == 0)
    }

    @Test("case 36: wrong fields are all named, nothing is stored")
    func fields() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        for name in ["", "a\nb", "a\u{0}b", "a\u{202E}b", String(repeating: "x", count: 10_240)] {
            var form = house.form(start, email: "no address", name: name, zone: "Mars/Olympus", consents: false)
            form.phone = "not a number"
            form.note = "\u{0}"
            let error = await #expect(throws: AppointmentError.self) { try await house.book.book(form) }
            guard case .invalid(let wrong) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(
                wrong.map(\.field) == [.clientName, .clientEmail, .clientPhone, .clientTimeZone, .note, .consent])
        }
        #expect(try await house.count("clients") == 0)
    }

    @Test("case 31: commas, quotes, emoji and right-to-left writing are names like others")
    func names() async throws {
        let house = try await BookingHouse()
        let names = ["O’Brien, \"Max\"; Jr.", "שרה לוי", "👩🏽‍🚀 Anna", "<img src=x onerror=alert(1)>"]
        for (index, name) in names.enumerated() {
            let form = house.form(BookingHouse.time(3, 14 + index), email: "c\(index)@example.org", name: name)
            #expect(try await house.book.book(form).details.client.name == name)
        }
    }

    @Test("what is hidden, archived, another's, closed or disabled is not there")
    func notFound() async throws {
        let house = try await BookingHouse()
        let offers = house.book.offers
        let start = BookingHouse.time(3, 10)
        let hidden = try await offers.addType(
            TypeForm(name: "Caché", lengthMinutes: 30, visibility: "hidden"), by: house.anne)
        let byLink = try await offers.addType(
            TypeForm(name: "Lien", lengthMinutes: 30, visibility: "by_link"), by: house.anne)
        let foreign = try await offers.types(of: house.house.bruno)[0]
        let gone = try await offers.addType(TypeForm(name: "Ancien", lengthMinutes: 30), by: house.anne)
        try await offers.archiveType(gone.id, by: house.anne)
        func refused(_ key: String, slug: String? = nil) async {
            var form = house.form(start)
            (form.typeKey, form.slug) = (key, slug ?? form.slug)
            await #expect(throws: AppointmentError.notFound) { try await house.book.book(form) }
            await #expect(throws: AppointmentError.notFound) {
                try await house.book.hold(slug: form.slug, typeKey: key, startsAt: start)
            }
        }
        let keys = [
            hidden.id, hidden.linkKey, byLink.id, foreign.id, foreign.linkKey, gone.id, gone.linkKey, "", "' or 1=1",
        ]
        for key in keys { await refused(key) }
        await refused(house.session.id, slug: "nobody")
        var form = house.form(start)
        form.typeKey = byLink.linkKey
        #expect(try await house.book.book(form).details.appointment.lengthMinutes == 30)
        _ = try await offers.setOpen(false, by: house.anne)
        await refused(house.session.id)
        _ = try await offers.setOpen(true, by: house.anne)
        try await house.house.store.write { [anne = house.anne] transaction in
            var account = anne
            account.disabledAt = BookFixture.monday
            try transaction.accounts.update(account)
        }
        await refused(house.session.id)
        await #expect(throws: OfferError.notFound) { try await offers.offer(slug: house.slug) }
    }

    @Test("the day's cap counts confirmed ones, requests that hold, and held slots")
    func dailyCap() async throws {
        let house = try await BookingHouse { $0.dailyCap = 2 }
        _ = try await house.booked(BookingHouse.time(3, 9))
        _ = try await house.book.hold(slug: house.slug, typeKey: house.session.id, startsAt: BookingHouse.time(3, 10))
        let error = await #expect(throws: AppointmentError.self) {
            try await house.book.book(house.form(BookingHouse.time(3, 14), email: "max@example.org"))
        }
        guard case .slotGone(.dayFull, let near) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(near.allSatisfy { !(BookingHouse.time(3, 0)..<BookingHouse.time(4, 0)).contains($0) })
    }

    @Test("what a request holds, a program cannot book either")
    func heldAgainstPrograms() async throws {
        let house = try await BookingHouse()
        let (request, _) = try await house.booked(BookingHouse.time(3, 10))
        let keys = KeyBook(store: house.house.store, clock: house.house.clock.wall)
        let caller = try #require(try await keys.caller(try await keys.make(name: "Site", by: house.anne).secret))
        let error = await #expect(throws: AppointmentError.self) {
            try await ProgramBook(book: house.book).create(
                BookFixture.draft(minutes: -30), typeID: house.quick.id, state: .confirmed, by: caller, once: nil)
        }
        guard case .slotGone(.busy, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await house.appointment(request).state == .requested)
        #expect(try await house.kinds(request) == ["request_new", "request_received"])
    }

    @Test("who is known from memory books only as long as the tables say the same")
    func callerFromMemory() async throws {
        let house = try await BookingHouse()
        let store = house.house.store
        let keys = KeyBook(store: store, clock: house.house.clock.wall)
        let (secret, key) = try await keys.make(name: "Site", by: house.anne)
        #expect(keys.likely(secret) == nil)
        _ = try #require(try await keys.caller(secret))
        let caller = try #require(keys.likely(secret))
        let book = ProgramBook(book: house.book)
        func create(_ hour: Int, _ caller: KeyBook.Caller) async throws {
            var draft = BookFixture.draft()
            draft.startsAt = BookingHouse.time(3, hour)
            _ = try await book.create(draft, typeID: house.quick.id, state: .confirmed, by: caller, once: nil)
        }
        try await create(9, caller)
        try await store.write { transaction in
            var anne = try #require(try transaction.accounts.find(id: house.anne.id))
            anne.name = "Anne Durand"
            try transaction.accounts.update(anne)
        }
        await #expect(throws: ProgramError.callerChanged) { try await create(10, caller) }
        let fresh = try #require(try await keys.caller(secret))
        try await create(11, fresh)
        // Another process, as an operator's command is.
        let now = house.house.clock.wall.now
        try await store.write { _ = try $0.apiKeys.revoke(id: key.id, at: now) }
        #expect(keys.likely(secret) != nil)
        await #expect(throws: ProgramError.callerChanged) { try await create(12, fresh) }
        #expect(try await keys.caller(secret) == nil)
        #expect(try await house.count("appointments") == 2)
        house.house.clock.advance(61)
        #expect(keys.likely(secret) == nil)
    }
}
