// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

/// A request for Wednesday 10:00 for which Friday 10:00 was proposed, on Thursday.
@Suite("A request whose hour is past and whose proposed times are not")
struct OpenProposalTests {
    let house: BookingHouse
    let id: String
    let token: String

    init() async throws {
        house = try await BookingHouse()
        (id, token) = try await house.booked(BookingHouse.time(3, 10))
        _ = try await house.book.propose(id, [BookingHouse.time(5, 10)], by: house.anne)
        house.house.clock.advance(BookingHouse.time(4, 10).timeIntervalSince(BookFixture.monday))
    }

    @Test("keeps its client from being erased")
    func erasing() async throws {
        let files = ClientFiles(
            store: house.house.store, writer: house.house.queue.writer, clock: house.house.clock.wall)
        #expect(try await files.summary(of: "zoe@example.org", by: house.house.owner).coming == 1)
        await #expect(throws: ClientFiles.Failure.coming(1)) {
            try await files.erase("zoe@example.org", by: house.house.owner)
        }
        house.house.clock.advance(86_400)
        #expect(try await files.summary(of: "zoe@example.org", by: house.house.owner).coming == 0)
    }

    @Test("is decided about with its practitioner")
    func leaving() async throws {
        #expect(try await house.book.leaving("anne", by: house.house.owner).requested == 1)
        _ = try await house.book.disable("anne", coming: .cancel, by: house.house.owner)
        #expect(try await state() == .cancelled)
        #expect(try await house.kinds(id).contains("cancelled"))
    }

    @Test("is handed to nobody: the proposed times were another's")
    func handing() async throws {
        let choice = ComingChoice.hand(to: "bruno", cancelsRest: false)
        _ = try await house.book.disable("anne", coming: choice, by: house.house.owner)
        #expect(try await state() == .cancelled)
    }

    @Test("can be withdrawn, by its client and by the practitioner", arguments: [true, false])
    func withdrawing(byClient: Bool) async throws {
        if byClient {
            _ = try await house.book.cancel(manageToken: token)
        } else {
            _ = try await house.book.cancel(id, by: house.anne)
        }
        #expect(try await state() == .cancelled)
    }

    @Test("can be moved to another free time, by either")
    func moving() async throws {
        _ = try await house.book.move(manageToken: token, to: BookingHouse.time(8, 10))
        #expect(try await house.appointment(id).startsAt == BookingHouse.time(8, 10))
    }

    @Test("has its mail with the proposed times sent again, and the one of the request not")
    func sendingAgain() async throws {
        _ = try await house.house.service(FakeDelivery(FakeDelivery.accepted)).deliverDue()
        let mails = try await house.house.mails(id)
        let proposed = try #require(mails.first { $0.kind == "proposed" })
        _ = try await house.book.sendAgain(proposed.id, by: house.anne)
        let received = try #require(mails.first { $0.kind == "request_received" })
        await #expect(throws: AppointmentError.wrongState(.requested)) {
            try await house.book.sendAgain(received.id, by: house.anne)
        }
    }

    @Test("is over when the last proposed time is")
    func over() async throws {
        house.house.clock.advance(86_400)
        await #expect(throws: AppointmentError.over) { try await house.book.cancel(manageToken: token) }
        #expect(try await house.book.leaving("anne", by: house.house.owner).requested == 0)
    }

    private func state() async throws -> AppointmentState? {
        let id = id
        return try await house.house.store.read { try $0.appointments.find(id: id)?.state }
    }
}
