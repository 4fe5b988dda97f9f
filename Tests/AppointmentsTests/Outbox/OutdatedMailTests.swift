// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Testing

@testable import Appointments

@Suite("A mail that waits for the mail server until it is outdated")
struct OutdatedMailTests {
    /// The reminder of the hour before is written, and no mail server answers.
    private func waiting() async throws -> BookFixture {
        let house = try await BookFixture()
        try await house.seat()
        house.clock.advance(BookFixture.wednesday.timeIntervalSince(BookFixture.monday) - 3600)
        while try await house.due().doDue() > 0 {}
        try await house.service(FakeDelivery(FakeDelivery.unreachable)).deliverDue()
        return house
    }

    @Test("case 40: it is dropped and noted when its time is over, not sent late")
    func dropped() async throws {
        let house = try await waiting()
        #expect(try await house.mails("life").map(\.state) == [.queued])
        house.clock.advance(1800)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.isEmpty)
        let mail = try #require(try await house.mails("life").first)
        #expect(mail.state == .failed && mail.reply == OutboxTable.outdated)
    }

    @Test("it goes when the server is back in time")
    func inTime() async throws {
        let house = try await waiting()
        house.clock.advance(1700)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.count == 1)
    }

    @Test("a confirmation is sent however late, but not when the appointment is over")
    func confirmation() async throws {
        for isOver in [false, true] {
            let house = try await BookFixture()
            let details = try await house.seat()
            try await house.step(details, .confirmed)
            house.clock.advance(details.appointment.endsAt.timeIntervalSince(BookFixture.monday) - (isOver ? 0 : 60))
            let delivery = FakeDelivery(FakeDelivery.accepted)
            try await house.service(delivery).deliverDue()
            #expect(delivery.envelopes.count == (isOver ? 0 : 1))
        }
    }

    @Test("a cancellation is sent also after the hour: whoever came in vain must know")
    func cancellation() async throws {
        let house = try await BookFixture()
        let details = try await house.seat()
        try await house.step(details, .cancelled)
        house.clock.advance(details.appointment.endsAt.timeIntervalSince(BookFixture.monday) + 3600)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.count == 1)
    }

    @Test("a mail whose link is over is given up, not sent", arguments: [MailKind.passwordReset, .invitation])
    func expiredLink(_ kind: MailKind) async throws {
        for (minutes, goes) in [(59.0, true), (61.0, false)] {
            let (fixture, owner) = try await AccountFixture.setUp()
            if kind == .invitation {
                try await fixture.book.invite(email: "eva@example.org", isPractitioner: true, by: owner.account)
            } else {
                try await fixture.book.forgotPassword(email: "anne@example.org", address: "192.0.2.1")
            }
            fixture.clock.advance(minutes * 60)
            let delivery = FakeDelivery(FakeDelivery.accepted)
            try await fixture.service(delivery).deliverDue()
            #expect(delivery.envelopes.count == (goes ? 1 : 0))
            let mails = try await fixture.store.read {
                try $0.outbox.listWithoutContent(practiceID: owner.account.practiceID)
            }
            #expect(mails.map(\.reply) == [goes ? "250 2.0.0 OK" : OutboxTable.outdated])
        }
    }
}
