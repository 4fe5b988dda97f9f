// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing
import Words

@testable import Appointments

@Suite("The calendar to subscribe to")
struct CalendarOutTests {
    private func calendar(_ house: BookFixture) throws -> CalendarOut {
        let stationery = house.queue.stationery
        return CalendarOut(
            store: house.store, keys: stationery.keys, links: stationery.links, catalogs: try Catalogs(),
            clock: house.clock.wall)
    }

    private func token(_ address: String) -> String {
        String(address.split(separator: "/").dropLast().last ?? "")
    }

    @Test("the practitioner's own appointments of 30 days back and of all that comes; requests are tentative")
    func events() async throws {
        let house = try await BookFixture()
        try await house.open()
        try await house.seat("asked", state: .requested, name: "Léa, \"Zoë\"; Ben\\😀")
        try await house.seat("later", start: BookFixture.monday.addingTimeInterval(900 * 86400))
        try await house.seat("recent", state: .held, start: BookFixture.monday.addingTimeInterval(-29 * 86400))
        try await house.seat("past", state: .held, start: BookFixture.monday.addingTimeInterval(-31 * 86400))
        try await house.seat("gone", state: .cancelled)
        try await house.seat("other", of: "bruno")
        let calendar = try calendar(house)
        let address = try await calendar.renew(by: house.anne)
        #expect(address.hasPrefix("https://vis.example.org/calendar/"))
        #expect(try await calendar.address(by: house.anne) == address, "shown again")
        let text = String(decoding: try await calendar.calendar(token: token(address)), as: UTF8.self)
        let uids = text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }.map { String($0.dropFirst(4)) }
        #expect(uids.sorted() == ["asked", "later", "recent"].map { "\($0)@vis.example.org" })
        #expect(text.contains("METHOD:PUBLISH") && text.contains("STATUS:TENTATIVE"))
        #expect(text.contains("Léa\\, \"Zoë\"\\; Ben\\\\😀"))
        #expect(!text.contains("ATTENDEE") && !text.contains("VALARM") && !text.contains("/call/"))
    }

    @Test(
        "a new address makes the old one worthless; a closed one, a wrong one and a disabled account's answer nothing")
    func secret() async throws {
        let house = try await BookFixture()
        try await house.open()
        let calendar = try calendar(house)
        #expect(try await calendar.address(by: house.anne) == nil)
        let first = token(try await calendar.renew(by: house.anne))
        let second = token(try await calendar.renew(by: house.anne))
        #expect(first != second && first.count == 22)
        await #expect(throws: AppointmentError.notFound) { try await calendar.calendar(token: first) }
        _ = try await calendar.calendar(token: second)
        try await house.store.write { transaction in
            var anne = try #require(try transaction.accounts.find(id: "anne"))
            anne.disabledAt = BookFixture.monday
            try transaction.accounts.update(anne)
        }
        await #expect(throws: AppointmentError.notFound) { try await calendar.calendar(token: second) }
        try await calendar.close(by: house.anne)
        #expect(try await calendar.address(by: house.anne) == nil)
        await #expect(throws: AppointmentError.notFound) { try await calendar.renew(by: house.owner) }
    }
}
