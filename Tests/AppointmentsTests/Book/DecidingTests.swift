// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("Deciding on appointments")
struct DecidingTests {
    @Test("case 35: confirming twice says that it is confirmed already, with exactly one mail")
    func confirmTwice() async throws {
        let house = try await BookFixture()
        let id = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        #expect(try await house.book.confirm(id, by: house.anne).appointment.confirmedAt == BookFixture.monday)
        await #expect(throws: AppointmentError.wrongState(.confirmed)) {
            try await house.book.confirm(id, by: house.anne)
        }
        #expect(try await house.mails(id).map(\.kind) == ["confirmed"])
    }

    @Test("case 35: confirm against decline against cancel at once leaves one final state that the mails tell")
    func race() async throws {
        let house = try await BookFixture()
        let (book, anne) = (house.book, house.anne)
        for round in 0..<10 {
            let draft = BookFixture.draft(minutes: Double(round) * 60)
            let id = try await book.request(draft, for: "anne", by: anne).appointment.id
            async let one = try? book.confirm(id, by: anne)
            async let two = try? book.decline(id, by: anne)
            async let three = try? book.cancel(id, by: anne)
            _ = await (one, two, three)
            let state = try await book.find(id, by: anne).appointment.state
            let kinds = try await house.mails(id).map(\.kind).sorted()
            switch state {
            case .declined: #expect(kinds == ["declined"])
            case .cancelled: #expect(kinds == ["cancelled"] || kinds == ["cancelled", "confirmed"])
            default: Issue.record("ended as \(state)")
            }
        }
    }

    @Test("case 34: of twenty confirmations that overlap exactly one wins")
    func overlap() async throws {
        let house = try await BookFixture()
        let (book, anne) = (house.book, house.anne)
        var ids: [String] = []
        for number in 0..<20 {
            let draft = BookFixture.draft(minutes: Double(number), length: 30 + number)
            ids.append(try await book.request(draft, for: "anne", by: anne).appointment.id)
        }
        let winners = await withTaskGroup { group in
            for id in ids {
                group.addTask {
                    do {
                        _ = try await book.confirm(id, by: anne)
                        return 1
                    } catch {
                        // Declined by the winner's confirmation.
                        #expect(error as? AppointmentError == .wrongState(.declined))
                        return 0
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(winners == 1)
        let kinds = try await house.book.mails(by: anne).map(\.kind).sorted()
        #expect(kinds == ["confirmed"] + Array(repeating: "slot_lost", count: 19))
    }

    @Test("what is over can be neither confirmed nor cancelled")
    func over() async throws {
        let house = try await BookFixture()
        let id = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        house.clock.advance(3 * 86400)
        await #expect(throws: AppointmentError.over) { try await house.book.confirm(id, by: house.anne) }
        await #expect(throws: AppointmentError.over) { try await house.book.cancel(id, by: house.anne) }
    }

    @Test("wish 40: the client cancels with the manage link, once, and both are told")
    func cancelByClient() async throws {
        let house = try await BookFixture()
        let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        let manage = try #require(house.book.manageLink(made).split(separator: "/").last.map(String.init))
        let join = try #require(house.book.joinLink(made).split(separator: "/").last.map(String.init))
        await #expect(throws: AppointmentError.notFound) { try await house.book.cancel(manageToken: join) }
        let cancelled = try await house.book.cancel(manageToken: manage)
        #expect(cancelled.appointment.state == .cancelled)
        #expect(cancelled.appointment.sequence == 1)
        await #expect(throws: AppointmentError.wrongState(.cancelled)) {
            try await house.book.cancel(manageToken: manage)
        }
        let mails = try await house.mails(made.appointment.id)
        #expect(Set(mails.map(\.kind)) == ["confirmed", "cancelled", "cancelled_by_client"])
        #expect(mails.first { $0.kind == "cancelled_by_client" }?.recipient == "anne@example.org")
    }

    @Test("held and missed are said after the start, and may be corrected")
    func held() async throws {
        let house = try await BookFixture()
        let id = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        await #expect(throws: AppointmentError.notStarted) { try await house.book.held(id, by: house.anne) }
        house.clock.advance(2 * 86400 + 90 * 60)
        #expect(try await house.book.missed(id, by: house.anne).appointment.state == .missed)
        #expect(try await house.book.held(id, by: house.anne).appointment.state == .held)
        await #expect(throws: AppointmentError.wrongState(.held)) { try await house.book.confirm(id, by: house.anne) }
    }

    @Test("case 29: another practitioner and the owner find nothing and change nothing")
    func strangers() async throws {
        let house = try await BookFixture()
        let id = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne).appointment.id
        var disabled = house.anne
        disabled.disabledAt = BookFixture.monday
        for account in [house.bruno, house.owner, disabled] {
            let verbs: [() async throws -> Void] = [
                { _ = try await house.book.find(id, by: account) },
                { _ = try await house.book.confirm(id, by: account) },
                { _ = try await house.book.decline(id, by: account) },
                { _ = try await house.book.cancel(id, by: account) },
                { _ = try await house.book.held(id, by: account) },
                { _ = try await house.book.missed(id, by: account) },
                { _ = try await house.book.mails(of: id, by: account) },
                { _ = try await house.book.attendance(id, by: account) },
                { _ = try await house.book.request(BookFixture.draft(), for: "anne", by: account) },
            ]
            for verb in verbs { await #expect(throws: AppointmentError.notFound) { try await verb() } }
        }
        #expect(try await house.book.find(id, by: house.anne).appointment.state == .requested)
    }

    @Test("case 37: only the whole token opens a link, and links are the same when shown again")
    func tokens() async throws {
        let house = try await BookFixture()
        let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        let token = try #require(house.book.joinLink(made).split(separator: "/").last.map(String.init))
        #expect(token.count == 22)
        #expect(try await house.book.find(joinToken: token) == made)
        for wrong in ["", String(token.dropLast()), token + "A", String(token.reversed()), "%00"] {
            await #expect(throws: AppointmentError.notFound) { try await house.book.find(joinToken: wrong) }
            await #expect(throws: AppointmentError.notFound) { try await house.book.find(manageToken: wrong) }
        }
        await #expect(throws: AppointmentError.notFound) { try await house.book.find(manageToken: token) }
    }
}
