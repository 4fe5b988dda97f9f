// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Synchronization
import Testing
import Words

@testable import Appointments

/// Wishes 39: a daily check of what the clocks will show at coming appointments, for when the rules of a zone change.
@Suite("The hours that were agreed")
struct HourCheckTests {
    /// The rules of zones whose governments change their minds: offsets as they are, moved by some hours.
    private final class Governments: Sendable {
        private let moved = Mutex<[String: Int]>([:])

        var rules: ZoneRules {
            ZoneRules { zone, date in
                zone.secondsFromGMT(for: date) + 3600 * self.moved.withLock { $0[zone.identifier] ?? 0 }
            }
        }

        func move(_ zone: String, hours: Int) { moved.withLock { $0[zone] = hours } }
    }

    private let governments = Governments()

    private func house() async throws -> BookFixture { try await BookFixture(zones: governments.rules) }

    /// As a program does that starts with the rules of now.
    private func check(_ house: BookFixture) async throws {
        let due = house.due()
        try await due.begin()
        try await due.doDue()
    }

    private func count(_ house: BookFixture, _ table: String) async throws -> Int {
        try await house.store.read { try $0.rows("select count(*) as n from \(table)").first?.integer("n") ?? -1 }
    }

    @Test("wishes 39: new rules move nothing that is stored; the practitioner is told of it once, each day it is so")
    func found() async throws {
        let house = try await house()
        let draft = BookFixture.draft(language: .en, zone: "Asia/Tokyo")
        let made = try await house.book.add(confirmed: draft, for: "anne", by: house.anne).appointment
        try await check(house)
        #expect(try await house.book.changedHours(by: house.anne).isEmpty)
        governments.move("Europe/Paris", hours: -1)
        for _ in 0..<3 {
            try await check(house)
            let changed = try await house.book.changedHours(by: house.anne)
            #expect(changed.map(\.details.appointment) == [made], "neither the instant nor the row")
            #expect(changed.map(\.agreed) == [AgreedOffsets(host: 7200, client: 32_400)])
            #expect(changed.map(\.present) == [AgreedOffsets(host: 3600, client: 32_400)])
            house.clock.advance(3600)
        }
        #expect(try await count(house, "hour_changes") == 1)
        #expect(try await house.mails(made.id).map(\.kind) == ["confirmed"])
        #expect(try await house.book.changedHours(by: house.bruno).isEmpty)
    }

    @Test("wishes 39: the check is due every day, and at each start, which is when a program has new rules")
    func daily() async throws {
        let house = try await house()
        _ = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        let due = house.due()
        try await due.begin()
        try await due.doDue()
        governments.move("Europe/Paris", hours: 1)
        house.clock.advance(86_400 - 1)
        try await due.doDue()
        #expect(try await count(house, "hour_changes") == 0)
        house.clock.advance(1)
        try await due.doDue()
        #expect(try await count(house, "hour_changes") == 1)
        governments.move("Europe/Paris", hours: 0)
        house.clock.advance(60)
        try await check(house)
        #expect(try await count(house, "hour_changes") == 0, "rules that are taken back are no news")
    }

    @Test("wishes 39: one press tells the clients whose own clock changes, what was agreed and what it will show; once")
    func told() async throws {
        let house = try await house()
        // What is agreed with Tokyo at eight hours becomes, by the rules of now, nine.
        governments.move("Asia/Tokyo", hours: -1)
        let draft = BookFixture.draft(language: .en, zone: "Asia/Tokyo")
        let far = try await house.book.add(confirmed: draft, for: "anne", by: house.anne).appointment
        let near = try await house.book.add(
            confirmed: BookFixture.draft(minutes: 60), for: "anne", by: house.anne
        ).appointment
        governments.move("Asia/Tokyo", hours: 0)
        try await check(house)
        let ids = try await house.book.changedHours(by: house.anne).map(\.details.appointment.id)
        #expect(ids == [far.id])
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.acceptHours(of: ids, tellingClients: true, by: house.bruno)
        }
        for _ in 0..<2 {
            try await house.book.acceptHours(of: ids + [near.id], tellingClients: true, by: house.anne)
        }
        let mails = try await house.mails(far.id).filter { $0.kind == "hour_changed" }
        let mail = RenderedMail(reading: try #require(mails.first?.message))
        #expect(mails.count == 1 && mail["Subject"] == "Another hour for your appointment on Wednesday 3 June")
        #expect(mail.plain.contains("Wednesday 3 June at 16:30 (Tokyo time, UTC+8)"))
        #expect(mail.plain.contains("Wednesday 3 June at 17:30 (Tokyo time, UTC+9)"))
        #expect(mail.part("text/calendar") == nil, "calendars hold the instant")
        #expect(try await house.mails(near.id).map(\.kind) == ["confirmed"])
        let kept = try await house.book.find(far.id, by: house.anne).appointment
        #expect(kept.startsAt == far.startsAt && kept.sequence == far.sequence && kept.agreed?.client == 32_400)
        try await check(house)
        #expect(try await house.book.changedHours(by: house.anne).isEmpty)
        #expect(try await count(house, "hour_changes") == 0)
    }

    @Test(
        "wishes 39: who only the practitioner's clock changes for gets no mail; nor does anybody who is not to be told")
    func quiet() async throws {
        for tells in [true, false] {
            let house = try await house()
            governments.move("Asia/Tokyo", hours: tells ? 0 : -1)
            let draft = BookFixture.draft(zone: "Asia/Tokyo")
            let id = try await house.book.add(confirmed: draft, for: "anne", by: house.anne).appointment.id
            governments.move("Asia/Tokyo", hours: 0)
            governments.move("Europe/Paris", hours: tells ? -1 : 0)
            try await check(house)
            #expect(try await house.book.changedHours(by: house.anne).count == 1)
            try await house.book.acceptHours(of: [id], tellingClients: tells, by: house.anne)
            #expect(try await house.book.changedHours(by: house.anne).isEmpty)
            #expect(try await house.mails(id).map(\.kind) == ["confirmed"])
            governments.move("Europe/Paris", hours: 0)
        }
    }

    @Test("wishes 39: an appointment that is moved is agreed anew; one that is cancelled or over is nobody's concern")
    func noLonger() async throws {
        let house = try await house()
        var ids: [String] = []
        for number in 0..<3 {
            let draft = BookFixture.draft(minutes: 60 * Double(number))
            ids.append(try await house.book.add(confirmed: draft, for: "anne", by: house.anne).appointment.id)
        }
        governments.move("Europe/Paris", hours: 1)
        try await check(house)
        #expect(try await house.book.changedHours(by: house.anne).map(\.details.appointment.id) == ids)
        _ = try await house.book.move(ids[0], to: BookFixture.wednesday.addingTimeInterval(86_400), by: house.anne)
        _ = try await house.book.cancel(ids[1], reason: "", by: house.anne)
        #expect(try await house.book.changedHours(by: house.anne).map(\.details.appointment.id) == [ids[2]])
        house.clock.advance(3 * 86_400)
        #expect(try await house.book.changedHours(by: house.anne).isEmpty)
        try await check(house)
        #expect(try await count(house, "hour_changes") == 0)
    }

    @Test("of one from before hours were kept the rules of now count as agreed")
    func old() async throws {
        let house = try await house()
        try await house.seat(zone: "Asia/Tokyo")
        try await check(house)
        #expect(try await house.book.changedHours(by: house.anne).isEmpty)
        let kept = try await house.book.find("life", by: house.anne).appointment
        #expect(kept.agreed == AgreedOffsets(host: 7200, client: 32_400) && kept.revision == 0)
        governments.move("Europe/Paris", hours: 1)
        try await check(house)
        #expect(try await house.book.changedHours(by: house.anne).count == 1)
    }

    @Test("a request that is booked keeps what both clocks showed")
    func booked() async throws {
        let house = try await BookingHouse()
        let id = try await house.booked(BookingHouse.time(3, 10)).id
        #expect(try await house.appointment(id).agreed == AgreedOffsets(host: 7200, client: 32_400))
    }
}
