// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import TestSupport
import Testing

@testable import Appointments

@Suite("A mail is ordered with its change and written when it goes")
struct MailOrderTests {
    private func stored(_ house: BookFixture, _ id: String) async throws -> [OutboxMail] {
        try await house.store.read { try $0.outbox.list(appointmentID: id) }
    }

    @Test("the change's transaction writes no words; the claim's keeps them, so that each attempt sends the same")
    func writtenOnce() async throws {
        let house = try await BookFixture()
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        let ordered = try #require(try await stored(house, id).first)
        #expect(ordered.message == nil && ordered.subject.isEmpty && ordered.facts != nil)
        let delivery = FakeDelivery(FakeDelivery.deferred, FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        let kept = try #require(try await stored(house, id).first)
        #expect(kept.facts == nil && kept.message != nil && !kept.subject.isEmpty)
        // Words that change after the first attempt are not those of the second.
        try await house.store.write { transaction in
            var anne = try #require(try transaction.accounts.find(id: "anne"))
            anne.name = "Anne Durand"
            try transaction.accounts.update(anne)
        }
        house.clock.advance(60)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.count == 2)
        #expect(delivery.envelopes[0].message == delivery.envelopes[1].message)
        #expect(RenderedMail(reading: delivery.envelopes[0].message)["Message-ID"] == "<\(ordered.messageID)>")
    }

    @Test("it says what was so when it was ordered, dated then, whatever became of the appointment since")
    func ofItsMoment() async throws {
        let house = try await BookFixture()
        let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment
        house.clock.advance(600)
        _ = try await house.book.move(made.id, to: made.startsAt.addingTimeInterval(86_400), by: house.anne)
        house.clock.advance(600)
        _ = try await house.book.cancel(made.id, reason: "Grippe", by: house.anne)
        house.clock.advance(7200)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        while try await house.service(delivery).deliverDue() > 0 {}
        let mails = delivery.envelopes.map { RenderedMail(reading: $0.message) }
        let texts = mails.map(\.plain)
        #expect(mails.count == 3)
        #expect(texts[0].contains("est confirmé") && texts[0].contains("mercredi 3 juin à 10 h 30"))
        #expect(texts[1].contains("jeudi 4 juin à 10 h 30") && texts[1].contains("mercredi 3 juin à 10 h 30"))
        #expect(texts[2].contains("jeudi 4 juin à 10 h 30") && texts[2].contains("Grippe"))
        let events = try mails.map { try CalendarParser.parse(try #require($0.part("text/calendar")).content) }
        #expect(events.map(\.sequence) == [0, 1, 2])
        #expect(events.map(\.status) == ["CONFIRMED", "CONFIRMED", "CANCELLED"])
        #expect(mails[0]["Date"] == "Mon, 01 Jun 2026 07:00:00 +0000")
    }

    @Test("names and the practitioner's own words are those of the writing")
    func ofTheWriting() async throws {
        let house = try await BookFixture()
        _ = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        try await house.store.write { transaction in
            var anne = try #require(try transaction.accounts.find(id: "anne"))
            (anne.name, anne.email) = ("Anne Durand", "durand@example.org")
            try transaction.accounts.update(anne)
        }
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        let mail = RenderedMail(reading: try #require(delivery.envelopes.first).message)
        #expect(mail["Reply-To"] == "Anne Durand <durand@example.org>")
        #expect(mail.plain.contains("avec Anne Durand est confirmé"))
    }

    @Test("one that cannot be written is given up alone, and shown so; the others go")
    func unwritable() async throws {
        let house = try await BookFixture()
        let bad = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        try await house.store.write { transaction in
            _ = try transaction.execute("update outbox set facts = '{'", [])
        }
        let good = try await house.book.add(
            confirmed: BookFixture.draft(minutes: 120), for: "anne", by: house.anne
        ).appointment.id
        let delivery = FakeDelivery(FakeDelivery.accepted)
        #expect(try await house.service(delivery).deliverDue() == 2)
        #expect(try await house.service(delivery).deliverDue() == 0)
        #expect(try await stored(house, bad).map(\.state) == [.failed])
        #expect(try await stored(house, bad).map(\.reply) == [OutboxTable.unwritten])
        #expect(try await stored(house, good).map(\.state) == [.accepted])
        #expect(delivery.envelopes.count == 1)
    }

    @Test("a mail that an older version wrote goes as it is")
    func olderVersion() async throws {
        let house = try await BookFixture()
        let made = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne).appointment
        let bytes = Data("Subject: as it was\r\n\r\nwords\r\n".utf8)
        let old = OutboxMail(
            id: "old", practiceID: "practice", practitionerID: "anne", appointmentID: made.id, kind: "confirmed",
            messageID: "old@vis.example.org", recipient: "zoe@example.org", subject: "as it was", message: bytes,
            nextAttemptAt: BookFixture.monday, createdAt: BookFixture.monday)
        try await house.store.write { _ = try $0.outbox.enqueue(old) }
        #expect(try await house.book.mail("old", by: house.anne) == old)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.map(\.message) == [Array(bytes)])
    }

    @Test("without a mail server it is written for whoever looks, in lists its subject alone")
    func kept() async throws {
        let house = try await BookFixture(isDelivering: false)
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        let listed = try #require(try await house.book.mails(by: house.anne).first)
        #expect(listed.subject.spaced.hasSuffix("mercredi 3 juin") && listed.message == nil)
        let shown = try await house.book.mail(listed.id, by: house.anne)
        #expect(shown.subject == listed.subject)
        #expect(RenderedMail(reading: try #require(shown.message))["Message-ID"] == "<\(shown.messageID)>")
        #expect(try await house.book.mail(listed.id, by: house.anne) == shown)
        // What it says is forgotten in time; its subject, which names the day alone, is not.
        house.clock.advance(31 * 86_400)
        try await house.service(FakeDelivery(FakeDelivery.accepted)).eraseOld()
        let erased = try #require(try await stored(house, id).first)
        #expect(erased.facts == nil && erased.message == nil && erased.recipient.isEmpty)
        #expect(try await house.book.mails(by: house.anne).first?.subject == listed.subject)
        #expect(try await house.book.mail(listed.id, by: house.anne).message == nil)
    }
}

extension MailOrderTests {
    @Test("an order is read as it was put down, whatever is in its words")
    func order() async throws {
        let house = try await BookFixture()
        var appointment = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne).appointment
        appointment.typeName = "Ça \"va\" \\ \u{1}\n\t🩺 \u{7F}"
        for end in [nil, BookFixture.monday] {
            appointment.expiresAt = end
            for facts in [
                MailFacts(), MailFacts(alternatives: [BookFixture.monday], words: "\"é\\\n", delayMinutes: 5),
            ] {
                let order = MailOrder(appointment, facts: facts)
                #expect(try MailOrder(text: order.text) == order)
            }
        }
    }
}
