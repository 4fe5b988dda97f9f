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

    @Test("a failed mail about a time of before is written anew, with the time of now")
    func moved() async throws {
        let house = try await BookFixture()
        let delivery = FakeDelivery(FakeDelivery.refused, FakeDelivery.refused, FakeDelivery.accepted)
        let service = house.service(delivery)
        let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment
        try await service.deliverDue()
        let mail = try #require(try await house.mails(made.id).first)
        _ = try await house.book.move(made.id, to: made.startsAt.addingTimeInterval(86_400), by: house.anne)
        try await service.deliverDue()
        _ = try await house.book.sendAgain(mail.id, by: house.anne)
        try await service.deliverDue()
        let (first, last) = try (
            #require(delivery.envelopes.first), #require(delivery.envelopes.last)
        )
        #expect(delivery.envelopes.count == 3)
        #expect(Self.decoded(first.message).contains("SEQUENCE:0"))
        #expect(Self.decoded(last.message).contains("SEQUENCE:1"))
    }

    /// The parts of a message whose content is base64, as text.
    private static func decoded(_ message: [UInt8]) -> String {
        String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n\r\n").compactMap { block in
            let lines = block.components(separatedBy: "\r\n").prefix { !$0.hasPrefix("--") }
            return Data(base64Encoded: lines.joined()).map { String(decoding: $0, as: UTF8.self) }
        }.joined()
    }

    @Test("what an outage kept back and is no longer so never arrives: not after a cancellation, nor after a move")
    func outage() async throws {
        let house = try await BookFixture()
        let delivery = FakeDelivery(FakeDelivery.deferred, FakeDelivery.deferred)
        let service = house.service(delivery)
        let drafts = [BookFixture.draft(), BookFixture.draft(minutes: 120)]
        var ids: [String] = []
        for draft in drafts {
            ids.append(try await house.book.add(confirmed: draft, for: "anne", by: house.anne).appointment.id)
        }
        try await service.deliverDue()
        #expect(try await house.mails(ids[0]).map(\.state) == [.queued])
        let moved = try await house.book.find(ids[1], by: house.anne).appointment.startsAt + 86_400
        _ = try await house.book.cancel(ids[0], by: house.anne)
        _ = try await house.book.move(ids[1], to: moved, by: house.anne)
        for (id, kind) in zip(ids, ["cancelled", "moved"]) {
            let mails = try await house.mails(id)
            #expect(mails.first { $0.kind == "confirmed" }?.state == .failed)
            #expect(mails.filter { $0.state == .queued }.map(\.kind) == [kind])
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
