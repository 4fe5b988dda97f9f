// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Testing

@testable import Appointments

@Suite("No mail leaves")
struct MailOutageTests {
    /// Confirmed appointments, each with one mail, one a minute.
    private func booked(_ count: Int, _ house: BookFixture) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count {
            let hours = try await house.book.coming(by: house.anne).count
            let draft = BookFixture.draft(minutes: 60 * Double(hours))
            ids.append(try await house.book.add(confirmed: draft, for: "anne", by: house.anne).appointment.id)
            house.clock.advance(60)
        }
        return ids
    }

    @Test("wishes 37: bookings are kept and known to wait, and since when, until the first mail is accepted")
    func known() async throws {
        let house = try await BookFixture()
        let service = house.service(FakeDelivery(FakeDelivery.unreachable))
        #expect(try await house.book.mailOutage() == nil)
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        try await service.deliverDue()
        #expect(
            try await house.book.mailOutage()
                == MailOutage(since: BookFixture.monday, waiting: 1, reply: "no_connection"))
        house.clock.advance(60)
        _ = try await booked(1, house)
        try await service.deliverDue()
        let outage = try #require(try await house.book.mailOutage())
        #expect(outage.since == BookFixture.monday && outage.waiting == 2)
        #expect(try await house.book.find(id, by: house.anne).appointment.state == .confirmed)
        house.clock.advance(300)
        try await house.service(FakeDelivery(FakeDelivery.accepted)).deliverDue()
        #expect(try await house.book.mailOutage() == nil)
    }

    @Test("wishes 37: one mail that is refused or put off for itself is none; a second one after it is")
    func oneMail() async throws {
        for answer in [FakeDelivery.refused, FakeDelivery.deferred] {
            let house = try await BookFixture()
            let service = house.service(FakeDelivery(answer))
            _ = try await booked(1, house)
            try await service.deliverDue()
            #expect(try await house.book.mailOutage() == nil)
            _ = try await booked(1, house)
            try await service.deliverDue()
            #expect(try await house.book.mailOutage() != nil)
        }
    }

    @Test("wishes 37: however many addresses are wrong, the server is well; a fault of its own is known as before")
    func wrongAddresses() async throws {
        let house = try await BookFixture()
        let service = house.service(FakeDelivery(FakeDelivery.unknown))
        let ids = try await booked(3, house)
        while try await service.deliverDue() > 0 {}
        for id in ids { #expect(try await house.mails(id).map(\.state) == [.failed]) }
        #expect(try await house.book.mailOutage() == nil)
        // They are no second failure after one that is.
        _ = try await booked(1, house)
        try await house.service(FakeDelivery(FakeDelivery.refused)).deliverDue()
        _ = try await booked(1, house)
        try await service.deliverDue()
        #expect(try await house.book.mailOutage() == nil)
        _ = try await booked(1, house)
        try await house.service(FakeDelivery(FakeDelivery.unreachable)).deliverDue()
        #expect(try await house.book.mailOutage()?.reply == "no_connection")
    }

    @Test("wishes 37: one mail that is put off again and again is none")
    func onePutOff() async throws {
        let house = try await BookFixture()
        let service = house.service(FakeDelivery(FakeDelivery.deferred))
        _ = try await booked(1, house)
        for pause in [60.0, 300, 1800] {
            #expect(try await service.deliverDue() == 1)
            house.clock.advance(pause)
        }
        #expect(try await house.book.mailOutage() == nil)
    }

    @Test("case 40: the first mail accepted wakes those that wait for a later attempt, the oldest first")
    func woken() async throws {
        let house = try await BookFixture()
        let ids = try await booked(6, house)
        let away = house.service(FakeDelivery(FakeDelivery.unreachable))
        for pause in [60.0, 300, 1800, 7200] {
            while try await away.deliverDue() > 0 {}
            house.clock.advance(pause)
        }
        while try await away.deliverDue() > 0 {}
        house.clock.advance(60)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        let back = house.service(delivery)
        #expect(try await back.deliverDue() == 0, "the next attempt of each is an hour and more away")
        let last = try await booked(1, house)
        #expect(try await back.deliverDue() == 1)
        var batches: [Int] = []
        while case let count = try await back.deliverDue(), count > 0 { batches.append(count) }
        #expect(batches == [4, 2])
        for id in ids + last { #expect(try await house.mails(id).map(\.state) == [.accepted]) }
        let sent = delivery.envelopes.map { RenderedMail(reading: $0.message)["Message-ID"] }
        var oldest: [String?] = []
        for id in ids { oldest.append(try await house.mails(id).first.map { "<\($0.messageID)>" }) }
        #expect(Set(sent[1...4]) == Set(oldest[..<4]) && Set(sent[5...]) == Set(oldest[4...]))
    }

    @Test("a mail that is put off for itself is not tried again whenever another one is accepted")
    func greylisted() async throws {
        let house = try await BookFixture()
        let service = house.service(FakeDelivery(FakeDelivery.deferred, FakeDelivery.accepted))
        let greylisted = try await booked(1, house)[0]
        try await service.deliverDue()
        let other = try await booked(1, house)[0]
        house.clock.advance(-60)
        try await service.deliverDue()
        #expect(try await house.mails(other).map(\.state) == [.accepted])
        #expect(try await house.mails(greylisted).map(\.state) == [.queued])
        #expect(try await service.deliverDue() == 0)
    }

    @Test("wishes 37: the owner's test mail tells what the server said, and is an attempt like others")
    func trial() async throws {
        let house = try await BookFixture()
        let waiting = try await booked(1, house)[0]
        try await house.service(FakeDelivery(FakeDelivery.unreachable)).deliverDue()
        func trial(_ delivery: FakeDelivery?) -> MailTrial {
            MailTrial(store: house.store, queue: house.queue, delivery: delivery)
        }
        #expect(try await trial(FakeDelivery(FakeDelivery.refused)).send(to: house.owner) == FakeDelivery.refused)
        #expect(try await house.book.mailOutage()?.reply == "554")
        let delivery = FakeDelivery(FakeDelivery.accepted)
        #expect(try await trial(delivery).send(to: house.owner) == FakeDelivery.accepted)
        #expect(delivery.envelopes.map(\.recipient.description) == ["owner@example.org"])
        let mail = RenderedMail(reading: try #require(delivery.envelopes.first).message)
        #expect(mail["Subject"] == "Message d’essai" && mail.plain.contains("Cabinet du Parc"))
        #expect(try await house.book.mailOutage() == nil)
        #expect(try await house.service(delivery).deliverDue() == 1, "what waited goes at once")
        #expect(try await house.mails(waiting).map(\.state) == [.accepted])
        await #expect(throws: AppointmentError.notFound) { try await trial(delivery).send(to: house.anne) }
        await #expect(throws: AppointmentError.noMailServer) { try await trial(nil).send(to: house.owner) }
    }
}
