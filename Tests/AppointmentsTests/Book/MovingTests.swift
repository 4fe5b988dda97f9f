// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("Moving and proposing")
struct MovingTests {
    @Test("wishes 38 and 40: a client moves alone, by the same rules; one UID, a higher sequence, both told")
    func byClient() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        let before = try await house.appointment(id)
        let moved = try await house.book.move(manageToken: token, to: BookingHouse.time(4, 15)).appointment
        #expect(moved.state == .confirmed && moved.startsAt == BookingHouse.time(4, 15))
        #expect(moved.uid == before.uid && moved.sequence == before.sequence + 1)
        #expect(try await house.kinds(id) == ["confirmed", "confirmed_for_host", "moved", "moved_by_client"])
        #expect(try await house.starts().contains(BookingHouse.time(3, 10)))
        for (start, refusal) in [
            (BookingHouse.time(3, 8), SlotRefusal.outsideHours), (BookingHouse.time(3, 10, 1), .offGrid),
            (BookingHouse.time(1, 8), .past),
        ] {
            let error = await #expect(throws: AppointmentError.self) {
                try await house.book.move(manageToken: token, to: start)
            }
            guard case .slotGone(refusal, _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try await house.appointment(id) == moved)
    }

    @Test("moving to its own time changes nothing and mails nothing; its own time is not in its way")
    func ownTime() async throws {
        let house = try await BookingHouse { $0.stepMinutes = 30 }
        let (id, token) = try await house.booked(BookingHouse.time(3, 10))
        _ = try await house.book.move(manageToken: token, to: BookingHouse.time(3, 10))
        #expect(try await house.kinds(id) == ["request_new", "request_received"])
        let day = try #require(LocalDay(year: 2026, month: 6, day: 3))
        let zone = try #require(TimeZone(identifier: "Europe/Paris"))
        let free = try await house.book.offers.slots(moving: token, days: day...day, zone: zone).map(\.start)
        #expect(free.contains(BookingHouse.time(3, 10, 30)) && !free.contains(BookingHouse.time(3, 10)))
        #expect(
            try await house.book.move(manageToken: token, to: BookingHouse.time(3, 10, 30)).appointment.sequence == 1)
    }

    @Test("a moved request has new deadlines, and its tasks are planned anew")
    func deadlines() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(1, 11))
        #expect(try await house.appointment(id).expiresAt == BookingHouse.time(1, 10, 30))
        let moved = try await house.book.move(manageToken: token, to: BookingHouse.time(10, 10)).appointment
        #expect(moved.expiresAt == BookFixture.monday.addingTimeInterval(86_400))
        let tasks = try await house.house.store.read { try $0.dueTasks.list(appointmentID: id) }
        #expect(tasks.map(\.kind) == [.expire] && tasks.map(\.dueAt) == [moved.expiresAt])
    }

    @Test("a practitioner moves to any time, but not onto a confirmed one; requests in the way lose")
    func byPractitioner() async throws {
        let house = try await BookingHouse()
        let (id, _) = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        let (request, _) = try await house.booked(BookingHouse.time(3, 15), email: "max@example.org")
        let (other, _) = try await house.booked(BookingHouse.time(3, 17), email: "eva@example.org", type: house.quick)
        await #expect(throws: AppointmentError.slotTaken) {
            try await house.book.move(id, to: BookingHouse.time(3, 16, 30), by: house.anne)
        }
        await #expect(throws: AppointmentError.invalid([InvalidField(.startsAt, .past)])) {
            try await house.book.move(id, to: BookingHouse.time(1, 8), by: house.anne)
        }
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.move(id, to: BookingHouse.time(3, 20), by: house.house.bruno)
        }
        let revision = try await house.appointment(id).revision
        await #expect(throws: AppointmentError.changedMeanwhile) {
            try await house.book.move(id, to: BookingHouse.time(7, 20), by: house.anne, expecting: revision + 1)
        }
        _ = try await house.book.move(id, to: BookingHouse.time(3, 15, 20), by: house.anne, expecting: revision)
        #expect(try await house.appointment(request).state == .declined)
        #expect(try await house.kinds(request) == ["request_new", "request_received", "slot_lost"])
        #expect(try await house.appointment(other).state == .confirmed)
        #expect(try await house.kinds(id) == ["confirmed", "confirmed_for_host", "moved"])
    }

    @Test("clients change until the practitioner's hours before the start; a request until it ends unanswered")
    func cancelHours() async throws {
        let house = try await BookingHouse { $0.cancelHours = 24 }
        let (_, token) = try await house.booked(BookingHouse.time(3, 10), type: house.quick)
        let (_, request) = try await house.booked(BookingHouse.time(3, 11), email: "max@example.org")
        let (_, forgotten) = try await house.booked(BookingHouse.time(3, 14), email: "eva@example.org")
        house.house.clock.advance(24 * 3600 - 1)
        _ = try await house.book.cancel(manageToken: request, reason: "Empêché")
        house.house.clock.advance(1)
        await #expect(throws: AppointmentError.over) { try await house.book.cancel(manageToken: forgotten) }
        house.house.clock.advance(3601)
        await #expect(throws: AppointmentError.tooLate(hours: 24)) {
            try await house.book.cancel(manageToken: token)
        }
        await #expect(throws: AppointmentError.tooLate(hours: 24)) {
            try await house.book.move(manageToken: token, to: BookingHouse.time(5, 10))
        }
    }

    @Test("proposed times are taken with a button; taking confirms, and both are told")
    func propose() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(3, 10))
        let (early, evening) = (BookingHouse.time(4, 8), BookingHouse.time(4, 19))
        let proposed = try await house.book.propose(id, [evening, early], words: "Plutôt jeudi ?", by: house.anne)
        #expect(proposed.appointment.state == .requested && proposed.appointment.holdUntil == nil)
        #expect(try await house.book.proposals(for: proposed) == [early, evening])
        #expect(try await house.starts().contains(BookingHouse.time(3, 10)))
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.take(proposal: BookingHouse.time(4, 9), manageToken: token)
        }
        let taken = try await house.book.take(proposal: evening, manageToken: token).appointment
        #expect(taken.state == .confirmed && taken.startsAt == evening && taken.sequence == 1)
        #expect(
            try await house.kinds(id) == ["confirmed", "proposal_taken", "proposed", "request_new", "request_received"])
        await #expect(throws: AppointmentError.wrongState(.confirmed)) {
            try await house.book.take(proposal: early, manageToken: token)
        }
        #expect(try await house.count("proposals") == 0)
    }

    @Test("the same times in the same words are proposed once, however often the form is sent")
    func proposedTwice() async throws {
        let house = try await BookingHouse()
        let (id, _) = try await house.booked(BookingHouse.time(3, 10))
        let revision = try await house.appointment(id).revision
        for _ in 1...2 {
            _ = try await house.book.propose(id, [BookingHouse.time(4, 10)], by: house.anne, expecting: revision)
        }
        #expect(try await house.kinds(id).count { $0 == "proposed" } == 1)
    }

    @Test("a confirmed appointment's time cannot be proposed, and one that is taken meanwhile is shown no more")
    func proposalsInTheWay() async throws {
        let house = try await BookingHouse()
        let (id, _) = try await house.booked(BookingHouse.time(3, 10))
        let (first, second) = (BookingHouse.time(4, 9), BookingHouse.time(4, 10))
        _ = try await house.booked(first, email: "max@example.org", type: house.quick)
        await #expect(throws: AppointmentError.slotTaken) {
            try await house.book.propose(id, [first, second], by: house.anne)
        }
        let proposed = try await house.book.propose(id, [second], by: house.anne)
        #expect(try await house.book.proposals(for: proposed) == [second])
        _ = try await house.booked(second, email: "max@example.org", type: house.quick)
        #expect(try await house.book.proposals(for: proposed).isEmpty)
    }

    @Test("a proposed time that is gone meanwhile is refused, with free ones near it")
    func proposalGone() async throws {
        let house = try await BookingHouse()
        let (id, token) = try await house.booked(BookingHouse.time(3, 10))
        let time = BookingHouse.time(4, 10)
        _ = try await house.book.propose(id, [time, BookingHouse.time(1, 10)], by: house.anne)
        _ = try await house.booked(time, email: "max@example.org", type: house.quick)
        let error = await #expect(throws: AppointmentError.self) {
            try await house.book.take(proposal: time, manageToken: token)
        }
        guard case .slotGone(.busy, let near) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(near.count == 5)
        house.house.clock.advance(3601)
        await #expect(throws: AppointmentError.self) {
            try await house.book.take(proposal: BookingHouse.time(1, 10), manageToken: token)
        }
    }

    @Test("what cannot be proposed: nothing, six, the past, or by somebody else")
    func wrongProposals() async throws {
        let house = try await BookingHouse()
        let (id, _) = try await house.booked(BookingHouse.time(3, 10))
        let wrong: [([Date], InvalidField.Problem)] = [
            ([], .missing), ((8...13).map { BookingHouse.time(4, $0) }, .tooLarge), ([BookingHouse.time(1, 8)], .past),
            ([.init(timeIntervalSince1970: 253_402_300_800)], .tooFar),
        ]
        for (times, problem) in wrong {
            await #expect(throws: AppointmentError.invalid([InvalidField(.proposals, problem)])) {
                try await house.book.propose(id, times, by: house.anne)
            }
        }
        await #expect(throws: AppointmentError.invalid([InvalidField(.words, .forbiddenCharacter)])) {
            try await house.book.propose(id, [BookingHouse.time(4, 9)], words: "\u{202E}", by: house.anne)
        }
        await #expect(throws: AppointmentError.notFound) {
            try await house.book.propose(id, [BookingHouse.time(4, 9)], by: house.house.bruno)
        }
        #expect(try await house.kinds(id) == ["request_new", "request_received"])
    }
}
