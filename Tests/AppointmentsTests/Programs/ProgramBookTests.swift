// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("What programs may do with appointments")
struct ProgramBookTests {
    /// Anne's house, her program, and one of Bruno's.
    private struct World {
        let house: BookingHouse
        let programs: ProgramBook
        let anne: KeyBook.Caller
        let bruno: KeyBook.Caller

        init() async throws {
            house = try await BookingHouse()
            programs = ProgramBook(book: house.book)
            let keys = KeyBook(store: house.house.store, clock: house.house.clock.wall)
            func caller(_ account: Account) async throws -> KeyBook.Caller {
                let made = try await keys.make(name: "Site", by: account)
                return try #require(try await keys.caller(made.secret))
            }
            (anne, bruno) = (try await caller(house.anne), try await caller(house.house.bruno))
        }

        func draft(_ start: Date) -> AppointmentDraft {
            var draft = BookFixture.draft()
            draft.startsAt = start
            return draft
        }

        func create(
            _ start: Date, type: AppointmentType? = nil, state: AppointmentState? = nil,
            once: RepeatableRequest? = nil
        ) async throws -> ProgramAnswer {
            try await programs.create(draft(start), typeID: type?.id, state: state, by: anne, once: once)
        }
    }

    @Test("without a type it is confirmed, of a type as the type says, and as the program says when it does")
    func states() async throws {
        let world = try await World()
        let (session, quick) = (world.house.session, world.house.quick)
        #expect(try await world.create(BookingHouse.time(3, 9)).details.appointment.state == .confirmed)
        let asked = try await world.create(BookingHouse.time(3, 10), type: session).details.appointment
        #expect(asked.state == .requested && asked.typeName == session.name && asked.expiresAt != nil)
        let sure = try await world.create(BookingHouse.time(3, 11), type: quick).details.appointment
        #expect(sure.state == .confirmed && sure.lengthMinutes == quick.lengthMinutes)
        let told = try await world.create(BookingHouse.time(3, 14), type: session, state: .confirmed)
        #expect(told.details.appointment.state == .confirmed)
        #expect(try await world.house.kinds(told.details.appointment.id) == ["confirmed", "confirmed_for_host"])
    }

    @Test(
        "of a type only a free slot can be had, and the refusal names others; without one only a confirmed one refuses")
    func slots() async throws {
        let world = try await World()
        _ = try await world.house.booked(BookingHouse.time(3, 10))
        for start in [BookingHouse.time(3, 10), BookingHouse.time(3, 9, 30), BookingHouse.time(3, 20)] {
            let error = await #expect(throws: AppointmentError.self) {
                try await world.create(start, type: world.house.session)
            }
            guard case .slotGone(_, let near)? = error else {
                Issue.record("\(start): \(String(describing: error))")
                continue
            }
            #expect(near.count == 5 && !near.contains(BookingHouse.time(3, 10)))
        }
        // By hand, at any time: the request loses its slot, as it does to the practitioner.
        #expect(try await world.create(BookingHouse.time(3, 10)).details.appointment.state == .confirmed)
        await #expect {
            try await world.create(BookingHouse.time(3, 10, 30))
        } throws: { error in
            guard case AppointmentError.slotGone(.busy, let near) = error else { return false }
            return !near.isEmpty
        }
        await #expect(throws: ProgramError.unknownType) {
            try await world.programs.create(
                world.draft(BookingHouse.time(4, 9)), typeID: "none", state: nil, by: world.anne, once: nil)
        }
    }

    @Test("a booking follows what was set after the one before it, and so does its key")
    func settings() async throws {
        let world = try await World()
        let (book, session) = (world.house.book, world.house.session)
        func booked(_ hour: Int) async throws -> Appointment {
            try await world.create(BookingHouse.time(3, hour), type: session).details.appointment
        }
        #expect(try await booked(9).lengthMinutes == 50)
        _ = try await book.offers.changeType(
            session.id, TypeForm(name: session.name, lengthMinutes: 30), by: world.house.anne)
        #expect(try await booked(10).lengthMinutes == 30)
        var rules = RulesForm(try await book.offers.rules(of: world.house.anne))
        rules.holdHours = 48
        _ = try await book.offers.setRules(rules, by: world.house.anne)
        let held = try await booked(11)
        #expect(held.holdUntil == held.createdAt.addingTimeInterval(48 * 3600))
        _ = try await book.offers.addException(
            ExceptionForm(firstDay: "2026-06-03", lastDay: "2026-06-03", spans: []), by: world.house.anne)
        await #expect(throws: AppointmentError.self) { try await booked(14) }
        let keys = KeyBook(store: world.house.house.store, clock: world.house.house.clock.wall)
        try await keys.revoke(world.anne.keyID, by: world.house.anne)
        await #expect(throws: ProgramError.callerChanged) {
            try await world.create(BookingHouse.time(4, 9), type: session)
        }
    }

    @Test("the same request with a key counts once for a day; another one with that key is refused")
    func once() async throws {
        let world = try await World()
        let once = RepeatableRequest(key: "order-1", hash: "a")
        let first = try await world.create(BookingHouse.time(3, 9), once: once)
        let again = try await world.create(BookingHouse.time(3, 9), once: once)
        #expect(!first.isRepeated && again.isRepeated && again.details == first.details)
        #expect(try await world.house.count("appointments") == 1)
        #expect(try await world.house.count("outbox") == 2)
        await #expect(throws: ProgramError.otherRequest) {
            try await world.create(BookingHouse.time(3, 11), once: RepeatableRequest(key: "order-1", hash: "b"))
        }
        #expect(try await world.house.count("appointments") == 1)
        // What was refused is not kept: the same request may be good later.
        let later = RepeatableRequest(key: "order-2", hash: "c")
        await #expect(throws: AppointmentError.self) { try await world.create(BookingHouse.time(3, 9), once: later) }
        _ = try await world.programs.cancel(
            first.details.appointment.id, reason: "", by: world.anne, ifMatch: nil)
        #expect(try await !world.create(BookingHouse.time(3, 9), once: later).isRepeated)
        world.house.house.clock.advance(ProgramBook.keepsKeys + 1)
        #expect(try await !world.create(BookingHouse.time(4, 11), once: once).isRepeated)
    }

    @Test("of many that come at once with one key one makes an appointment, and all get the same")
    func race() async throws {
        let world = try await World()
        let once = RepeatableRequest(key: "order-1", hash: "a")
        let answers = try await withThrowingTaskGroup { group in
            for _ in 0..<12 { group.addTask { try await world.create(BookingHouse.time(3, 9), once: once) } }
            return try await group.reduce(into: [ProgramAnswer]()) { $0.append($1) }
        }
        #expect(Set(answers.map(\.details.appointment.id)).count == 1)
        #expect(answers.count { !$0.isRepeated } == 1)
        #expect(try await world.house.count("appointments") == 1)
        #expect(try await world.house.count("outbox") == 2)
    }

    @Test("moving and cancelling take the tag that was read; an older one, and another's program, change nothing")
    func tags() async throws {
        let world = try await World()
        let made = try await world.create(BookingHouse.time(3, 9))
        let id = made.details.appointment.id
        let moved = try await world.programs.move(
            id, to: BookingHouse.time(3, 11), by: world.anne, ifMatch: [made.tag])
        #expect(moved.tag != made.tag && moved.details.appointment.startsAt == BookingHouse.time(3, 11))
        await #expect(throws: ProgramError.preconditionFailed) {
            try await world.programs.move(id, to: BookingHouse.time(3, 14), by: world.anne, ifMatch: [made.tag])
        }
        await #expect(throws: ProgramError.preconditionFailed) {
            try await world.programs.cancel(id, reason: "", by: world.anne, ifMatch: [made.tag])
        }
        for match in [nil, ["*"], [moved.tag]] {
            await #expect(throws: AppointmentError.notFound) {
                try await world.programs.cancel(id, reason: "", by: world.bruno, ifMatch: match)
            }
            await #expect(throws: AppointmentError.notFound) {
                try await world.programs.move(id, to: BookingHouse.time(4, 9), by: world.bruno, ifMatch: match)
            }
        }
        _ = try await world.create(BookingHouse.time(4, 9))
        await #expect {
            try await world.programs.move(id, to: BookingHouse.time(4, 9), by: world.anne, ifMatch: nil)
        } throws: { error in
            guard case AppointmentError.slotGone(.busy, let near) = error else { return false }
            return !near.isEmpty
        }
        #expect(try await world.house.appointment(id) == moved.details.appointment)
        let gone = try await world.programs.cancel(id, reason: "x", by: world.anne, ifMatch: ["r0", moved.tag])
        #expect(!gone.isRepeated && gone.details.appointment.state == .cancelled)
        #expect(try await world.programs.cancel(id, reason: "", by: world.anne, ifMatch: nil).isRepeated)
    }

    @Test("pages are whole and in order: every appointment once, also those that start at one time, and nobody else's")
    func pages() async throws {
        let world = try await World()
        var made: [String] = []
        for hour in [14, 9, 11, 10] {
            made.append(try await world.create(BookingHouse.time(3, hour)).details.appointment.id)
            _ = try await world.house.book.request(
                world.draft(BookingHouse.time(3, hour)), for: "anne", by: world.house.anne)
        }
        _ = try await world.house.book.add(
            confirmed: world.draft(BookingHouse.time(3, 9)), for: "bruno", by: world.house.house.bruno)
        var (found, cursor): ([Appointment], AppointmentCursor?) = ([], nil)
        repeat {
            let page = try await world.programs.list(AppointmentPage(after: cursor, limit: 3), by: world.anne)
            #expect(page.appointments.count <= 3)
            found += page.appointments.map(\.appointment)
            cursor = page.next.flatMap { AppointmentCursor($0.text) }
            #expect((cursor == nil) == (page.next == nil), "a cursor is read as it was written")
        } while cursor != nil
        #expect(found.count == 8 && Set(found.map(\.id)).count == 8 && found.allSatisfy { $0.practitionerID == "anne" })
        #expect(found.map(\.startsAt) == found.map(\.startsAt).sorted() && Set(made).isSubset(of: found.map(\.id)))
        let confirmed = try await world.programs.list(
            AppointmentPage(
                from: BookingHouse.time(3, 10), to: BookingHouse.time(3, 14), state: .confirmed, limit: 200),
            by: world.anne)
        #expect(confirmed.next == nil)
        #expect(confirmed.appointments.map(\.appointment.startsAt) == [10, 11].map { BookingHouse.time(3, $0) })
    }
}
