// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

/// Wishes 34: the owner's switch, N hours and then release, and a cap on what one person keeps.
@Suite("Whether a request keeps its slot from others")
struct PendingSlotTests {
    private static let ten = BookingHouse.time(3, 10)

    private func taken(_ house: BookingHouse, by email: String) async throws -> Bool {
        let error = await #expect(throws: AppointmentError.self) {
            try await house.book.book(house.form(Self.ten, email: email))
        }
        guard case .slotGone(.busy, _) = error else { return false }
        return true
    }

    @Test("wishes 34: it does for as many hours as the practitioner says, and not a minute longer", arguments: [1, 24])
    func held(hours: Int) async throws {
        let house = try await BookingHouse {
            $0.holdsRequests = true
            $0.holdHours = hours
        }
        let id = try await house.booked(Self.ten, email: "zoe@example.org").id
        let end = BookFixture.monday.addingTimeInterval(3600 * Double(hours))
        #expect(try await house.appointment(id).holdUntil == end)
        house.house.clock.advance(3600 * Double(hours) - 1)
        #expect(try await !house.starts().contains(Self.ten))
        #expect(try await taken(house, by: "max@example.org"))
        house.house.clock.advance(1)
        #expect(try await house.starts().contains(Self.ten))
        _ = try await house.book.book(house.form(Self.ten, email: "max@example.org"))
    }

    @Test("wishes 34: moving a request to and fro keeps no slot for longer")
    func moved() async throws {
        let house = try await BookingHouse { $0.holdHours = 2 }
        let booked = try await house.booked(Self.ten)
        house.house.clock.advance(5400)
        let eleven = BookingHouse.time(3, 11)
        _ = try await house.book.move(manageToken: booked.token, to: eleven)
        #expect(try await house.appointment(booked.id).holdUntil == BookFixture.monday.addingTimeInterval(7200))
        #expect(try await house.starts().contains(Self.ten))
        house.house.clock.advance(1800)
        #expect(try await house.starts().contains(eleven))
    }

    @Test("wishes 34: it ends before the start, however many hours are left")
    func beforeStart() async throws {
        let house = try await BookingHouse {
            $0.holdHours = 168
            $0.minimumNoticeMinutes = 60
        }
        let id = try await house.booked(BookingHouse.time(1, 14)).id
        let request = try await house.appointment(id)
        #expect(request.holdUntil == request.expiresAt)
        #expect(try #require(request.expiresAt) < request.startsAt)
    }

    @Test("wishes 34: switched off, others may ask for the time too, and the confirmed one alone has it")
    func notHeld() async throws {
        let house = try await BookingHouse { $0.holdsRequests = false }
        let first = try await house.booked(Self.ten, email: "zoe@example.org").id
        #expect(try await house.appointment(first).holdUntil == nil)
        #expect(try await house.starts().contains(Self.ten))
        let second = try await house.booked(Self.ten, email: "max@example.org").id
        _ = try await house.book.confirm(second, by: house.anne)
        #expect(try await house.appointment(first).state == .declined)
        #expect(try await taken(house, by: "eva@example.org"))
    }

    @Test("wishes 34: one person keeps three slots at most, whatever the case of their address")
    func cap() async throws {
        let house = try await BookingHouse()
        for hour in [9, 10, 11] { _ = try await house.booked(BookingHouse.time(3, hour)) }
        let more = BookingHouse.time(3, 14)
        await #expect(throws: AppointmentError.tooManyRequests) {
            try await house.book.book(house.form(more, email: "ZOE@example.org"))
        }
        #expect(try await house.starts().contains(more))
        _ = try await house.book.book(house.form(more, email: "max@example.org"))
        // One that is answered no longer counts.
        let first = try await house.house.store.read {
            try $0.appointments.requests(practitionerID: "anne").first
        }
        _ = try await house.book.confirm(try #require(first).id, by: house.anne)
        _ = try await house.booked(BookingHouse.time(3, 15))
    }
}
