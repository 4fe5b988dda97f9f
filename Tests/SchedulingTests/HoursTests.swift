// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("Hours")
struct HoursTests {
    private func span(_ start: Int, _ end: Int) throws -> WallSpan {
        try #require(WallSpan(startMinute: start, endMinute: end))
    }

    @Test(
        "end after they start, within the day", arguments: [(60, 60), (60, 30), (-1, 30), (1400, 1441), (1440, 1440)])
    func bounds(_ start: Int, _ end: Int) {
        #expect(WallSpan(startMinute: start, endMinute: end) == nil)
    }

    @Test("are sorted, and what touches is one")
    func normalised() throws {
        let week = try WeeklyHours([[span(840, 1080), span(540, 600), span(600, 720)]])
        #expect(week.days[0] == [try span(540, 720), try span(840, 1080)])
        #expect(week.days.count == 7 && week.days[6].isEmpty)
        #expect(week.spans(on: try #require(LocalDay("2027-01-04"))) == week.days[0])
        #expect(week.spans(on: try #require(LocalDay("2027-01-05"))).isEmpty)
    }

    @Test("that overlap are refused, in a week and in an exception")
    func overlap() throws {
        let (first, second) = (try span(540, 720), try span(719, 800))
        #expect(throws: HoursError.overlap(first, second)) { try WeeklyHours([[], [second, first]]) }
        let day = try #require(LocalDay("2027-01-04"))
        #expect(throws: HoursError.overlap(first, second)) {
            try HoursException(first: day, last: day, spans: [first, second])
        }
        #expect(throws: HoursError.endBeforeStart) {
            try HoursException(first: day.advanced(by: 1), last: day, spans: [])
        }
    }
}
