// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing

@testable import Web

@Suite("The calendar's layout")
struct CalendarTests {
    private let paris = TimeZone(identifier: "Europe/Paris") ?? .gmt

    private func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }

    private func at(_ text: String, _ minute: Int, in zone: TimeZone? = nil) throws -> Date {
        try #require(try day(text).instant(minute: minute, in: zone ?? paris))
    }

    /// Spans given as start and length in minutes of one day.
    private func pieces(_ spans: [(Int, Int)], on text: String) throws -> [CalendarLayout.Piece] {
        let dates = try spans.map { start, length in
            let date = try at(text, start)
            return (start: date, end: date.addingTimeInterval(Double(length) * 60))
        }
        return CalendarLayout(zone: paris).pieces(of: dates, on: try day(text))
    }

    @Test("puts what overlaps side by side and gives the rest the whole width")
    func lanes() throws {
        let found = try pieces([(540, 60), (570, 60), (600, 30), (720, 50)], on: "2027-01-12")
        #expect(found.map(\.lane) == [0, 1, 0, 0])
        #expect(found.map(\.lanes) == [2, 2, 2, 1])
    }

    @Test("lets what only touches share a column")
    func touching() throws {
        let found = try pieces([(540, 30), (570, 30)], on: "2027-01-12")
        #expect(found.map(\.lanes) == [1, 1])
    }

    @Test("gives very short ones a place that can be read")
    func short() throws {
        let found = try pieces([(540, 5), (550, 5)], on: "2027-01-12")
        #expect(found.map(\.lane) == [0, 1])
    }

    @Test("cuts an appointment across midnight into its two days")
    func midnight() throws {
        let start = try at("2027-01-12", 1410)
        let span = [(start: start, end: start.addingTimeInterval(3600))]
        let layout = CalendarLayout(zone: paris)
        let first = try #require(layout.pieces(of: span, on: try day("2027-01-12")).first)
        #expect((first.startMinute, first.endMinute, first.isContinued) == (1410, 1440, false))
        let second = try #require(layout.pieces(of: span, on: try day("2027-01-13")).first)
        #expect((second.startMinute, second.endMinute, second.isContinued) == (0, 30, true))
        #expect(layout.pieces(of: span, on: try day("2027-01-14")).isEmpty)
    }

    @Test("keeps lengths on the days when clocks change", arguments: ["2027-03-28", "2027-10-31"])
    func clockChange(_ text: String) throws {
        // 01:30 for an hour: over the jump in spring, into the repeated hour in autumn.
        let found = try #require(try pieces([(90, 60)], on: text).first)
        #expect((found.startMinute, found.endMinute) == (90, 150))
        // Ten in the morning stays at ten.
        #expect(try pieces([(600, 50)], on: text).first?.startMinute == 600)
    }

    @Test("shows both of two at the same clock time in the repeated hour")
    func repeatedHour() throws {
        let first = try at("2027-10-31", 150)
        let spans = [(first, first.addingTimeInterval(1800)), (first + 3600, first.addingTimeInterval(5400))]
            .map { (start: $0.0, end: $0.1) }
        let found = CalendarLayout(zone: paris).pieces(of: spans, on: try day("2027-10-31"))
        #expect(found.map(\.startMinute) == [150, 150])
        #expect(found.map(\.lane) == [0, 1])
    }

    @Test("has weeks from Monday, and months in whole weeks")
    func periods() throws {
        let week = CalendarPeriod(kind: .week, day: try day("2027-01-12"))
        #expect(week.days.map(\.description) == (11...17).map { "2027-01-\($0)" })
        #expect(week.moved(by: -1).days[0].description == "2027-01-04")
        let month = CalendarPeriod(kind: .month, day: try day("2027-01-12"))
        #expect(month.days.first?.description == "2026-12-28")
        #expect(month.days.last?.description == "2027-01-31")
        #expect(month.moved(by: 1).day.description == "2027-02-01")
        #expect(month.moved(by: -1).day.description == "2026-12-01")
        // February 2027 begins on a Monday and has exactly four weeks.
        #expect(month.moved(by: 1).days.count == 28)
    }

    @Test("steps through every month without missing one")
    func months() throws {
        var period = CalendarPeriod(kind: .month, day: try day("2026-01-31"))
        for step in 1...48 {
            period = period.moved(by: 1)
            #expect((period.day.year, period.day.month) == (2026 + step / 12, step % 12 + 1))
        }
        for _ in 1...48 { period = period.moved(by: -1) }
        #expect((period.day.year, period.day.month) == (2026, 1))
    }

    @Test("shows whole hours around everything that is there")
    func grid() {
        #expect(CalendarGrid(covering: []) == CalendarGrid(covering: [(600, 660)]))
        let grid = CalendarGrid(covering: [(450, 500), (1200, 1275)])
        #expect((grid.from, grid.to) == (360, 1380))
        #expect(grid.classes(360, 420) == "row-0 rows-12")
        #expect(grid.classes(427, 431) == "row-13 rows-2")
        #expect(grid.classes(0, 360) == nil)
        #expect(grid.classes(1320, 1440) == "row-192 rows-12")
        let whole = CalendarGrid(covering: [(0, 1440)])
        #expect((whole.from, whole.to) == (0, 1440))
    }

    @Test("has every class in its style sheet")
    func styles() {
        let names = CalendarGrid.styles
        for name in [".row-0{", ".row-287{", ".rows-1{", ".rows-288{", ".lane-0-2{", ".lane-5-6{"] {
            #expect(names.contains(name))
        }
        #expect(CalendarGrid.lane(9, of: 12) == "lane-5-6")
        #expect(CalendarGrid.lane(0, of: 1).isEmpty)
    }
}
