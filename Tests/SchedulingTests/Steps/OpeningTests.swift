// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Scheduling

@Suite("Step: spans on the wall → openings and starts")
struct OpeningTests {
    private func openings(
        _ day: String, _ zone: String, _ start: Int, _ end: Int, step: Int
    ) throws -> [Opening] {
        let day = try #require(LocalDay(day))
        let offsets = OffsetTable(zone: try #require(TimeZone(identifier: zone)), days: day...day)
        let span = try #require(WallSpan(startMinute: start, endMinute: end))
        return Opening.of(span, on: day, stepMinutes: step, offsets: offsets)
    }

    private func utc(_ text: String) throws -> Int {
        Int(try Date(text, strategy: .iso8601).timeIntervalSince1970)
    }

    @Test("an ordinary day has one, with a start every step from the span's own start")
    func ordinary() throws {
        let found = try openings("2027-01-05", "Europe/Paris", 550, 620, step: 25)
        let start = try utc("2027-01-05T08:10:00Z")
        #expect(found == [Opening(start: start, end: start + 4200, starts: [start, start + 1500, start + 3000])])
    }

    @Test("the last minute of the day belongs to it")
    func midnight() throws {
        let found = try openings("2027-01-05", "Europe/Paris", 1380, 1440, step: 30)
        #expect(found.map(\.end) == [try utc("2027-01-05T23:00:00Z")])
    }

    @Test("over an hour that the clock leaves out it goes on without a break, and lacks the starts")
    func spring() throws {
        let found = try openings("2027-03-28", "Europe/Paris", 60, 240, step: 30)
        let start = try utc("2027-03-28T00:00:00Z")
        #expect(found == [Opening(start: start, end: start + 7200, starts: [0, 1800, 3600, 5400].map { start + $0 })])
    }

    @Test("over an hour that comes twice it is longer, and has no start twice")
    func autumn() throws {
        let found = try openings("2027-10-31", "Europe/Paris", 60, 240, step: 60)
        let start = try utc("2027-10-30T23:00:00Z")
        #expect(found == [Opening(start: start, end: start + 14_400, starts: [0, 3600, 10_800].map { start + $0 })])
    }

    @Test("a span that ends in an hour that comes twice opens again, without starts")
    func again() throws {
        let found = try openings("2027-10-31", "Europe/Paris", 60, 150, step: 30)
        let start = try utc("2027-10-30T23:00:00Z")
        #expect(found.map(\.start) == [start, start + 7200])
        #expect(found.map(\.end) == [start + 5400, start + 9000])
        #expect(found.map(\.starts.count) == [3, 0])
    }

    @Test("a day that its zone leaves out has none")
    func leftOut() throws {
        #expect(try openings("2011-12-30", "Pacific/Apia", 0, 1440, step: 60) == [])
    }
}
