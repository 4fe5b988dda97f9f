// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing

@Suite("A local date and time")
struct LocalDateTimeTests {
    let paris = TimeZone(identifier: "Europe/Paris")!

    @Test("is the instant that the zone's rules say")
    func ordinary() throws {
        let summer = try LocalDateTime(day: "2026-06-03", time: "10:30").instant(in: paris)
        #expect(summer == Date(timeIntervalSince1970: 1_780_475_400))
        let winter = try LocalDateTime(day: "2026-01-07", time: "10:30").instant(in: paris)
        #expect(winter == Date(timeIntervalSince1970: 1_767_778_200))
    }

    @Test("that the clock jumps over is refused")
    func skipped() throws {
        let skipped = try LocalDateTime(day: "2026-03-29", time: "02:30")
        #expect(throws: LocalDateTime.Failure.skipped) { try skipped.instant(in: paris) }
    }

    @Test("that happens twice means the first one")
    func twice() throws {
        let twice = try LocalDateTime(day: "2026-10-25", time: "02:30").instant(in: paris)
        #expect(twice == Date(timeIntervalSince1970: 1_792_888_200))
        // Half an hour comes twice on Lord Howe Island.
        let half = try LocalDateTime(day: "2027-04-04", time: "01:45")
            .instant(in: try #require(TimeZone(identifier: "Australia/Lord_Howe")))
        #expect(half == Date(timeIntervalSince1970: 1_806_763_500))
    }

    @Test(
        "that is no such day is refused",
        arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "1999-01-01", "2026-06-03x", ""])
    func badDays(day: String) {
        #expect(throws: LocalDateTime.Failure.day) { try LocalDateTime(day: day, time: "10:30") }
    }

    @Test("that is no such time is refused", arguments: ["24:00", "10:60", "1030", "10:3", "١٠:٣٠", ""])
    func badTimes(time: String) {
        #expect(throws: LocalDateTime.Failure.time) { try LocalDateTime(day: "2026-06-03", time: time) }
    }

    @Test("The knock window reaches from before the start to after the end")
    func window() {
        let start = Date(timeIntervalSince1970: 1_780_475_400)
        let window = KnockWindow(start: start, length: 50)
        #expect(window.opens == start.addingTimeInterval(-15 * 60))
        #expect(window.closes == start.addingTimeInterval(80 * 60))
    }
}
