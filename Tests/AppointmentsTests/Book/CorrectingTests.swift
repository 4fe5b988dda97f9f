// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("A client puts right what they typed")
struct CorrectingTests {
    @Test("another address gets the request's mail with new links; the old ones open nothing, and no mail waits for it")
    func address() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(3, 10), email: "zoe@exmaple.org")
        let details = try await house.book.correct(manageToken: token, ClientCorrection(email: " zoe@example.org "))
        #expect(details.client.email == "zoe@example.org" && details.client.name == "Zoë Lefèvre")
        #expect(details.appointment.state == .requested && details.appointment.revision == 1)
        await #expect(throws: AppointmentError.notFound) { try await house.book.find(manageToken: token) }
        #expect(try await house.book.find(manageToken: house.token(details)).appointment.id == id)
        let received = try await house.house.mails(id).filter { $0.kind == "request_received" }
        #expect(received.filter { $0.state == .queued }.map(\.recipient) == ["zoe@example.org"])
        #expect(received.filter { $0.state == .failed }.map(\.reply) == [OutboxTable.outdated])
        #expect(try await house.kinds(id).filter { $0 == "request_new" }.count == 1)
    }

    @Test("a confirmed appointment's mail confirms it again, and a request with proposals proposes again")
    func states() async throws {
        let house = try await BookingHouse()
        let quick = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        let confirmed = try await house.book.correct(
            manageToken: quick.token, ClientCorrection(email: "zoe@example.net"))
        #expect(try await house.mailed(confirmed, to: "zoe@example.net") == ["confirmed"])
        let asked = try await house.booked(BookingHouse.time(3, 14))
        _ = try await house.book.propose(
            asked.id, [BookingHouse.time(4, 10)], words: "Le matin ?", by: house.anne)
        let proposed = try await house.book.correct(
            manageToken: asked.token, ClientCorrection(email: "zoe@example.net"))
        #expect(try await house.mailed(proposed, to: "zoe@example.net") == ["proposed"])
        #expect(try await house.book.proposals(for: proposed) == [BookingHouse.time(4, 10)])
    }

    @Test("name, number and note are put right without a mail, and the links stay")
    func details() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(3, 10))
        let before = try await house.kinds(id)
        let changed = ClientCorrection(
            email: "zoe@example.org", name: "Zoé", phone: "+33 1 23 45 67 89", note: "À 10 h")
        let details = try await house.book.correct(manageToken: token, changed)
        #expect(details.client.name == "Zoé" && details.client.phone == "+33123456789")
        #expect(details.appointment.note == "À 10 h" && house.token(details) == token)
        #expect(try await house.kinds(id) == before)
        // Once more the same: nothing changes.
        let again = try await house.book.correct(manageToken: token, changed)
        #expect(again.appointment.revision == details.appointment.revision)
    }

    @Test(
        "a wrong field is named, what is over stays as it was, and an address with three open requests gets no fourth")
    func refusals() async throws {
        let house = try await BookingHouse()
        let (_, token) = try await house.booked(BookingHouse.time(3, 10), email: "max@example.org")
        await #expect(throws: AppointmentError.invalid([InvalidField(.clientEmail, .malformed)])) {
            try await house.book.correct(manageToken: token, ClientCorrection(email: "zoe@"))
        }
        for hour in [14, 15, 16] { _ = try await house.booked(BookingHouse.time(3, hour)) }
        await #expect(throws: AppointmentError.tooManyRequests) {
            try await house.book.correct(manageToken: token, ClientCorrection(email: "Zoe@example.org"))
        }
        _ = try await house.book.cancel(manageToken: token)
        await #expect(throws: AppointmentError.over) {
            try await house.book.correct(manageToken: token, ClientCorrection(email: "eva@example.org"))
        }
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.correct(manageToken: "x", ClientCorrection(email: "eva@example.org"))
        }
    }
}

extension BookingHouse {
    /// The kinds of an appointment's mails to one address.
    fileprivate func mailed(_ details: AppointmentDetails, to address: String) async throws -> [String] {
        try await house.mails(details.appointment.id).filter { $0.recipient == address }.map(\.kind)
    }
}
