// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing
import Words

@testable import Web

struct BookWeekTests {
    private let words: Catalog
    private let newYork = TimeZone(identifier: "America/New_York")!
    private let paths = BookWeek.Paths(week: { "/week/\($0)" })

    init() throws { words = try Catalogs()[.en] }

    private func slot(_ name: String) -> Slot {
        let start = SlotName.read(name)!
        return Slot(start: start, end: start.addingTimeInterval(3000))
    }

    private func week(_ names: [String], from day: String? = nil, now: String, in zone: TimeZone) -> BookWeek {
        BookWeek(
            names.map(slot), from: day.flatMap { LocalDay($0) }, now: SlotName.read(now)!, in: zone, words: words,
            paths: paths)
    }

    @Test("An hour that comes twice is told apart by its offset, and only there")
    func repeatedHour() {
        let week = week(
            ["20261101T043000Z", "20261101T053000Z", "20261101T063000Z"], now: "20261031T120000Z", in: newYork)
        #expect(week.days.map(\.id) == ["2026-11-01"])
        #expect(week.days[0].times.map(\.label) == ["0:30", "1:30 (UTC−4)", "1:30 (UTC−5)"])
    }

    @Test("Days are those of the reader's zone")
    func readersDays() {
        let tokyo = TimeZone(identifier: "Asia/Tokyo")!
        let week = week(["20260603T143000Z", "20260603T153000Z"], now: "20260601T120000Z", in: tokyo)
        #expect(week.days.map(\.id) == ["2026-06-03", "2026-06-04"])
        #expect(week.days.map { $0.times[0].label } == ["23:30", "0:30"])
    }

    @Test(
        "Without a wish the week begins with the first free day; later weeks are offered while there is something in them"
    )
    func firstFreeDay() {
        let week = week(["20260620T100000Z", "20260628T100000Z"], now: "20260601T120000Z", in: .gmt)
        #expect(week.days.map(\.id) == ["2026-06-20"])
        #expect(week.beforePath == nil)
        #expect(week.afterPath == "/week/2026-06-27")
    }

    @Test("An empty week says where the next free day is, and none when there is none")
    func emptyWeek() {
        let next = week(
            ["20260601T150000Z", "20260620T100000Z"], from: "2026-06-08", now: "20260601T120000Z", in: .gmt)
        #expect(next.days.isEmpty)
        #expect(next.next?.path == "/week/2026-06-20")
        #expect(next.beforePath == "/week/2026-06-01")
        let none = week([], now: "20260601T120000Z", in: .gmt)
        #expect(none.next == nil && none.beforePath == nil && none.afterPath == nil)
    }

    @Test("A day outside of what can be booked is brought inside", arguments: ["1999-01-01", "9999-12-31"])
    func clamped(day: String) {
        let week = week(["20260602T100000Z"], from: day, now: "20260601T120000Z", in: .gmt)
        #expect(week.days.count == 1)
    }
}
