// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("How appointments end by themselves")
struct ClosingTests {
    private func expire(_ house: BookingHouse, _ id: String) async throws {
        let verbs = house.book.dueVerbs
        try await house.house.store.write { try verbs.expire(id, $0) }
    }

    /// Events of an appointment, in seconds from its start.
    private func note(
        _ events: [(TimeInterval, AttendanceEvent)], of id: String, from start: Date, _ house: BookingHouse
    ) async throws {
        try await house.house.store.write { transaction in
            for (second, event) in events {
                try transaction.attendance.insert(
                    Attendance(appointmentID: id, event: event, at: start.addingTimeInterval(second)))
            }
        }
    }

    private func settle(_ house: BookingHouse, _ id: String) async throws {
        let verbs = house.book.dueVerbs
        try await house.house.store.write { try verbs.settle(id, $0) }
    }

    @Test("wishes 35: a request that nobody answered expires once, with a mail, and its slot is free")
    func expiry() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(3, 10))
        try await expire(house, id)
        #expect(try await house.appointment(id).state == .requested)
        house.house.clock.advance(86_400)
        try await expire(house, id)
        try await expire(house, id)
        #expect(try await house.appointment(id).state == .expired)
        #expect(try await house.kinds(id) == ["expired", "request_new", "request_received"])
        #expect(try await house.count("due_tasks") == 0)
        await #expect(throws: AppointmentError.wrongState(.expired)) {
            try await house.book.confirm(id, by: house.anne)
        }
        await #expect(throws: AppointmentError.wrongState(.expired)) {
            try await house.book.cancel(manageToken: token)
        }
    }

    @Test("a request that the practitioner wrote down is over at its start, and its client hears nothing, as before")
    func written() async throws {
        let house = try await BookFixture()
        let made = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne)
        let id = made.appointment.id
        let plan = try await house.store.read { try $0.dueTasks.list(appointmentID: id) }
        #expect(plan.map(\.kind) == [.expire] && plan.map(\.dueAt) == [made.appointment.startsAt])
        let verbs = house.book.dueVerbs
        try await house.store.write { try verbs.expire(id, $0) }
        #expect(try await house.book.find(id, by: house.anne).appointment.state == .requested)
        house.clock.advance(made.appointment.startsAt.timeIntervalSince(BookFixture.monday))
        try await house.store.write { try verbs.expire(id, $0) }
        #expect(try await house.book.find(id, by: house.anne).appointment.state == .expired)
        #expect(try await house.mails(id).isEmpty)
    }

    @Test("at the end of the knock window: held when both were connected, else missed; the practitioner may correct it")
    func settling() async throws {
        let house = try await BookingHouse()
        let (met, _) = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        let (alone, _) = try await house.booked(BookingHouse.time(3, 11), email: "max@example.org", type: house.quick)
        try await house.house.store.write { transaction in
            for (id, event) in [(met, AttendanceEvent.connected), (alone, .knocked)] {
                try transaction.attendance.insert(
                    Attendance(appointmentID: id, event: event, at: BookingHouse.time(3, 11)))
            }
        }
        house.house.clock.advance(2 * 86_400 + 2 * 3600 + 20 * 60 - 1)
        try await settle(house, met)
        #expect(try await house.appointment(met).state == .confirmed)
        house.house.clock.advance(3601)
        for id in [met, alone, met] { try await settle(house, id) }
        #expect(try await house.appointment(met).state == .held)
        #expect(try await house.appointment(alone).state == .missed)
        #expect(try await house.book.held(alone, by: house.anne).appointment.state == .held)
    }

    @Test(
        "finding 28: a missed one says who was there at the hour",
        arguments: [
            ([], Absence.nobodyCame), ([(-86_400, .arrived), (-86_000, .admitted)], .nobodyCame),
            ([(80 * 60, .arrived)], .nobodyCame), ([(80 * 60, .knocked)], .notOpened), ([(-900, .arrived)], .notOpened),
            ([(-901, .arrived), (600, .knocked)], .notOpened),
            ([(0, .arrived), (1, .knocked), (2, .admitted)], .notConnected),
        ] as [([(TimeInterval, AttendanceEvent)], Absence)])
    func absences(events: [(TimeInterval, AttendanceEvent)], absence: Absence) async throws {
        let house = try await BookingHouse()
        let id = try await settled(house, events)
        let found = try await house.book.find(id, by: house.anne)
        #expect(found.appointment.state == .missed && found.absence == absence)
        #expect(AppointmentDocument(found).absence == absence.rawValue)
        let past = try await house.book.past(by: house.anne)
        #expect(past.map(\.absence) == [absence])
        let figures = FigureBook(store: house.house.store, clock: house.house.clock.wall)
        let week = try #require(try await figures.figures(by: house.house.owner).last { $0.appointments > 0 })
        let isMissed = absence == .nobodyCame
        #expect(week.missed == (isMissed ? 1 : 0) && week.inVain == (isMissed ? 0 : 1))
    }

    /// A confirmed appointment over which these events went, settled when nobody can knock any more.
    private func settled(
        _ house: BookingHouse, _ events: [(TimeInterval, AttendanceEvent)], email: String = "zoe@example.org",
        late: TimeInterval = 0
    ) async throws -> String {
        let start = BookingHouse.time(3, 10)
        let (id, _) = try await house.booked(start, email: email, type: house.quick)
        try await note(events, of: id, from: start, house)
        house.house.clock.advance(3 * 86_400 + late)
        try await settle(house, id)
        return id
    }

    @Test("a practitioner who did not open is told once who was there, and from when")
    func clientWaited() async throws {
        let house = try await BookingHouse()
        let id = try await settled(
            house, [(-86_400, .arrived), (-120, .arrived), (60, .knocked), (600, .knocked), (900, .arrived)])
        try await settle(house, id)
        let mails = try await house.house.mails(id).filter { $0.kind == "client_waited" }
        #expect(mails.map(\.recipient) == ["anne@example.org"])
        let mail = RenderedMail(reading: Array(try #require(mails.first?.message)))
        #expect(mail["Reply-To"]?.contains("zoe@example.org") == true)
        let text = mail.plain.replacing("\u{a0}", with: " ").replacing("\u{202f}", with: " ")
        #expect(text.contains("9 h 58") && text.contains("10 h 10") && text.contains("personne n’a ouvert"))
        // To correct what was noted is no other news.
        _ = try await house.book.held(id, by: house.anne)
        _ = try await house.book.missed(id, by: house.anne)
        #expect(try await house.kinds(id).count { $0 == "client_waited" } == 1)
    }

    @Test(
        "nobody is told what is no news: who came not, did not ask, was let in, was refused, or is read of on the desk",
        arguments: [
            ([], 0), ([(-86_400, .arrived)], 0), ([(0, .arrived)], 0),
            ([(0, .arrived), (1, .knocked), (2, .admitted)], 0),
            ([(0, .knocked), (1, .refused), (60, .knocked)], 0), ([(0, .knocked)], 7 * 86_400),
        ] as [([(TimeInterval, AttendanceEvent)], TimeInterval)])
    func nobodyWaited(events: [(TimeInterval, AttendanceEvent)], late: TimeInterval) async throws {
        let house = try await BookingHouse()
        let id = try await settled(house, events, late: late)
        #expect(try await house.appointment(id).state == .missed)
        #expect(try await !house.kinds(id).contains("client_waited"))
    }

    @Test("a practitioner who tries it with themselves, or notes it by hand, gets no mail that somebody waited")
    func ownWaiting() async throws {
        let house = try await BookingHouse()
        let id = try await settled(house, [(0, .knocked)], email: "Anne@example.org")
        #expect(try await !house.kinds(id).contains("client_waited"))
        let other = try await BookingHouse()
        let (byHand, _) = try await other.booked(BookingHouse.time(3, 10), type: other.quick)
        try await other.house.store.write { transaction in
            try transaction.attendance.insert(
                Attendance(appointmentID: byHand, event: .knocked, at: BookingHouse.time(3, 10)))
        }
        other.house.clock.advance(3 * 86_400)
        _ = try await other.book.missed(byHand, by: other.anne)
        #expect(try await !other.kinds(byHand).contains("client_waited"))
    }

    @Test("what was a call and is noted as missed says nothing of who was there")
    func missedAfterACall() async throws {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        let (id, _) = try await house.booked(start, type: house.quick)
        try await house.house.store.write { transaction in
            for event in [AttendanceEvent.arrived, .knocked, .admitted, .connected] {
                try transaction.attendance.insert(Attendance(appointmentID: id, event: event, at: start))
            }
        }
        house.house.clock.advance(3 * 86_400)
        #expect(try await house.book.missed(id, by: house.anne).absence == nil)
        let figures = FigureBook(store: house.house.store, clock: house.house.clock.wall)
        let week = try #require(try await figures.figures(by: house.house.owner).last { $0.appointments > 0 })
        #expect(week.missed == 1 && week.inVain == 0)
    }

    @Test(
        "wishes 40: of who was not seen by a server that was off it is not said that they did not come",
        arguments: [
            (-901, [], .nobodyCame), (-900, [], .nobodyCame), (-899, [], .unknown), (86_400, [], .unknown),
            (86_400, [(0, .arrived)], .notOpened), (86_400, [(90_000, .arrived)], .unknown),
            (86_400, [(0, .connected)], nil),
        ] as [(TimeInterval, [(TimeInterval, AttendanceEvent)], Absence?)])
    func serverWasOff(launched: TimeInterval, events: [(TimeInterval, AttendanceEvent)], absence: Absence?) async throws
    {
        let house = try await BookingHouse()
        let start = BookingHouse.time(3, 10)
        let (id, _) = try await house.booked(start, type: house.quick)
        try await note(events, of: id, from: start, house)
        house.house.clock.advance(start.timeIntervalSince(house.house.clock.wall.now) + launched)
        let book = house.house.restarted()
        house.house.clock.advance(86_400)
        let verbs = book.dueVerbs
        for _ in 1...2 { try await house.house.store.write { try verbs.settle(id, $0) } }
        let found = try await book.find(id, by: house.anne)
        #expect(found.appointment.state == (absence == nil ? .held : .missed) && found.absence == absence)
        #expect(try await house.count("due_tasks", where: "appointment_id = '\(id)'") == 0)
    }

    @Test("running late: the one in the lobby, and by mail each one after it that the delay reaches")
    func runningLate() async throws {
        let house = try await BookingHouse()
        var ids: [String] = []
        for (index, hour) in [9, 10, 11, 15].enumerated() {
            ids.append(
                try await house.booked(
                    BookingHouse.time(3, hour), email: "c\(index)@example.org", type: house.quick
                ).id)
        }
        house.house.clock.advance(2 * 86_400 + 300)
        #expect(
            try await house.book.runningLate(ids[0], minutes: 25, by: house.anne).appointment.delayMinutes == 25)
        var delays: [Int] = []
        for id in ids { delays.append(try await house.appointment(id).delayMinutes) }
        #expect(delays == [25, 15, 5, 0])
        #expect(try await !house.kinds(ids[0]).contains("running_late"))
        #expect(try await house.kinds(ids[1]).contains("running_late"))
        #expect(try await house.kinds(ids[2]).contains("running_late"))
        #expect(try await !house.kinds(ids[3]).contains("running_late"))
        _ = try await house.book.runningLate(ids[0], minutes: 0, by: house.anne)
        #expect(try await house.appointment(ids[1]).delayMinutes == 0)
        #expect(try await house.kinds(ids[1]).count { $0 == "running_late" } == 1)
        for wrong in [-1, 241] {
            await #expect(throws: AppointmentError.self) {
                try await house.book.runningLate(ids[0], minutes: wrong, by: house.anne)
            }
        }
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.runningLate(ids[0], minutes: 5, by: house.house.bruno)
        }
    }

    @Test("a delay taken back is told by mail to whom a mail told the delay, and to nobody else")
    func onTime() async throws {
        let house = try await BookingHouse()
        let (told, _) = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        let (waiting, _) = try await house.booked(BookingHouse.time(3, 15), email: "max@example.org", type: house.quick)
        house.house.clock.advance(2 * 86_400)
        for id in [told, waiting] {
            _ = try await house.book.runningLate(id, minutes: 20, by: house.anne)
            let service = house.house.service(FakeDelivery(FakeDelivery.accepted))
            while id == told, try await service.deliverDue() > 0 {}
            _ = try await house.book.runningLate(id, minutes: 0, by: house.anne)
        }
        #expect(try await house.kinds(told).contains("on_time"))
        #expect(try await !house.kinds(waiting).contains("on_time"))
        let never = try await house.house.mails(waiting).first { $0.kind == "running_late" }
        #expect(never?.state == .failed && never?.message == nil)
        _ = try await house.book.runningLate(told, minutes: 30, by: house.anne)
        let mails = try await house.house.mails(told)
        #expect(mails.filter { $0.kind == "on_time" }.map(\.state) == [.failed])
        #expect(mails.count { $0.kind == "running_late" } == 2)
    }

    @Test("a delay moves the moment at which an appointment is settled by itself, earlier or later")
    func settlingAfterADelay() async throws {
        let house = try await BookingHouse()
        let (id, _) = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        func settling() async throws -> Date? {
            try await house.house.store.read { transaction in
                try transaction.dueTasks.list(appointmentID: id).first { $0.kind == .settle }?.dueAt
            }
        }
        let planned = try #require(try await settling())
        house.house.clock.advance(2 * 86_400)
        _ = try await house.book.runningLate(id, minutes: 60, by: house.anne)
        #expect(try await settling() == planned.addingTimeInterval(3600))
        _ = try await house.book.runningLate(id, minutes: 0, by: house.anne)
        #expect(try await settling() == planned)
    }

    @Test("declining and cancelling say the words, which are bounded")
    func words() async throws {
        let house = try await BookingHouse()
        let (id, _) = try await house.booked(BookingHouse.time(3, 10))
        await #expect(throws: AppointmentError.invalid([InvalidField(.words, .tooLong)])) {
            try await house.book.decline(id, words: String(repeating: "x", count: 501), by: house.anne)
        }
        let declined = try await house.book.decline(id, words: " Complet \r\n jeudi ", by: house.anne)
        #expect(declined.appointment.reason == "Complet \n jeudi")
        let mail = try #require(try await house.house.mails(id).first { $0.kind == "declined" }?.message)
        #expect(String(decoding: mail, as: UTF8.self).contains("Complet"))
    }
}
