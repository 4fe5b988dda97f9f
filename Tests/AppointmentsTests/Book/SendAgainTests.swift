// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Testing

@testable import Appointments

@Suite("Mails on the desk")
struct SendAgainTests {
    @Test("a failed mail goes again as it is; an accepted one is written anew with another Message-ID")
    func sendAgain() async throws {
        let house = try await BookFixture()
        let delivery = FakeDelivery(FakeDelivery.refused, FakeDelivery.accepted)
        let service = house.service(delivery)
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        let mail = try #require(try await house.mails(id).first)
        await #expect(throws: AppointmentError.mailWaiting) {
            try await house.book.sendAgain(mail.id, by: house.anne)
        }
        try await service.deliverDue()
        #expect(try await house.mails(id).first?.state == .failed)
        _ = try await house.book.sendAgain(mail.id, by: house.anne)
        try await service.deliverDue()
        #expect(try await house.mails(id).map(\.state) == [.accepted])
        #expect(delivery.envelopes[0].message == delivery.envelopes[1].message)

        for copies in 2...3 {
            _ = try await house.book.sendAgain(mail.id, by: house.anne)
            try await service.deliverDue()
            #expect(Set(try await house.mails(id).map(\.messageID)).count == copies)
        }
    }

    @Test("a mail that would say what is no longer so is not sent again")
    func outdated() async throws {
        let house = try await BookFixture()
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        let mail = try #require(try await house.mails(id).first)
        try await house.service(FakeDelivery(FakeDelivery.accepted)).deliverDue()
        _ = try await house.book.cancel(id, by: house.anne)
        await #expect(throws: AppointmentError.wrongState(.cancelled)) {
            try await house.book.sendAgain(mail.id, by: house.anne)
        }
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.sendAgain(mail.id, by: house.bruno)
        }
    }

    @Test("without a mail server mails are kept whole, and the owner sees their state only")
    func kept() async throws {
        let house = try await BookFixture(isDelivering: false)
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        let mail = try #require(try await house.mails(id).first)
        #expect(mail.state == .kept)
        #expect(try await house.book.mail(mail.id, by: house.anne).message?.isEmpty == false)
        await #expect(throws: AppointmentError.notFound) { try await house.book.mail(mail.id, by: house.owner) }
        await #expect(throws: AppointmentError.noMailServer) {
            try await house.book.sendAgain(mail.id, by: house.anne)
        }
        let states = try await house.book.mailStates(by: house.owner)
        #expect(states.map(\.messageID) == [mail.messageID])
        #expect(states.allSatisfy { $0.message == nil && $0.recipient.isEmpty })
        await #expect(throws: AppointmentError.notFound) { try await house.book.mailStates(by: house.anne) }
    }
}
