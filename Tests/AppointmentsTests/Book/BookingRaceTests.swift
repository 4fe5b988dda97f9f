// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("Many at once")
struct BookingRaceTests {
    @Test("wishes 32, case 34: of fifty bookings of one slot exactly one wins, twenty times")
    func fifty() async throws {
        let house = try await BookingHouse { $0.minimumNoticeMinutes = 0 }
        let hours = [9, 10, 11, 14, 15, 16, 17]
        for round in 0..<20 {
            let start = BookingHouse.time(2 + round / hours.count, hours[round % hours.count])
            let type = round.isMultiple(of: 2) ? house.session : house.quick
            let before = try await house.count("outbox")
            let outcomes = await withTaskGroup { group in
                for number in 0..<50 {
                    group.addTask { await outcome(house, start, type, "c\(round)-\(number)@example.org") }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let won = outcomes.compactMap { if case .won(let id) = $0 { id } else { nil } }
            #expect(won.count == 1)
            for case .lost(let near) in outcomes { #expect(near.count == 5 && !near.contains(start)) }
            #expect(outcomes.count { if case .lost = $0 { true } else { false } } == 49)
            #expect(try await house.count("outbox") == before + 2)
            #expect(try await house.kinds(won[0]).count == 2)
        }
        #expect(try await house.count("appointments") == 20)
        #expect(try await house.count("clients") == 20)
        let ending = try await house.count("appointments", where: "state = 'requested' and expires_at is not null")
        #expect(try await house.count("due_tasks", where: "kind = 'settle'") + ending == 20)
    }

    private enum Result: Sendable {
        case won(String)
        case lost([Date])
        case failed
    }

    private func outcome(
        _ house: BookingHouse, _ start: Date, _ type: AppointmentType, _ email: String
    ) async -> Result {
        do {
            return .won(try await house.book.book(house.form(start, email: email, type: type)).details.appointment.id)
        } catch AppointmentError.slotGone(.busy, let near) {
            return .lost(near)
        } catch {
            Issue.record(error)
            return .failed
        }
    }

    @Test("wishes 33: of two requests for one time one is confirmed, the other is declined and told other times")
    func losers() async throws {
        let house = try await BookingHouse { $0.holdsRequests = false }
        let start = BookingHouse.time(3, 10)
        let (one, _) = try await house.booked(start)
        let (two, _) = try await house.booked(start, email: "max@example.org")
        async let first = try? house.book.confirm(one, by: house.anne)
        async let second = try? house.book.confirm(two, by: house.anne)
        let winners = await [first, second].compactMap { $0?.appointment.id }
        #expect(winners.count == 1)
        let loser = winners == [one] ? two : one
        #expect(try await house.appointment(loser).state == .declined)
        #expect(try await house.kinds(loser) == ["request_new", "request_received", "slot_lost"])
        #expect(try await house.kinds(winners[0]) == ["confirmed", "request_new", "request_received"])
        await #expect(throws: AppointmentError.wrongState(.declined)) {
            try await house.book.confirm(loser, by: house.anne)
        }
    }

    @Test("case 35: confirm against cancel, and move against confirm, end in one state with one mail of each kind")
    func verbs() async throws {
        let house = try await BookingHouse { $0.horizonDays = 60 }
        for round in 0..<8 {
            let day = 2 + round + (round > 3 ? 2 : 0)
            let (id, token) = try await house.booked(BookingHouse.time(day, 10), email: "c\(round)@example.org")
            async let confirmed = try? house.book.confirm(id, by: house.anne)
            async let again = try? house.book.confirm(id, by: house.anne)
            async let changed =
                round.isMultiple(of: 2)
                ? try? house.book.cancel(manageToken: token)
                : try? house.book.move(manageToken: token, to: BookingHouse.time(day, 11))
            let results = await (confirmed, again, changed)
            #expect([results.0, results.1].compactMap(\.self).count <= 1)
            #expect(results.2 != nil)
            let appointment = try await house.appointment(id)
            let kinds = try await house.kinds(id)
            #expect(Set(kinds).count == kinds.count)
            if round.isMultiple(of: 2) {
                #expect(appointment.state == .cancelled)
                #expect(kinds.contains("cancelled") && kinds.contains("cancelled_by_client"))
            } else {
                #expect(appointment.state == .confirmed && appointment.startsAt == BookingHouse.time(day, 11))
                #expect(kinds.contains("moved") && kinds.contains("confirmed"))
                #expect(appointment.sequence == 2)
            }
        }
    }
}
