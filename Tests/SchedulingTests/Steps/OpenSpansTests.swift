// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Scheduling

@Suite("Step: hours → exceptions")
struct OpenSpansTests {
    private let day = LocalDay("2027-08-11")!
    private let usual = WallSpan(startMinute: 540, endMinute: 1020)!
    private let other = WallSpan(startMinute: 600, endMinute: 720)!

    private func exception(_ before: Int, _ after: Int, _ spans: [WallSpan]) throws -> HoursException {
        try HoursException(first: day.advanced(by: -before), last: day.advanced(by: after), spans: spans)
    }

    private func open(_ exceptions: [HoursException]) throws -> [WallSpan] {
        OpenSpans.on(day, hours: try WeeklyHours(Array(repeating: [usual], count: 7)), exceptions: exceptions)
    }

    @Test("without an exception the week's hours hold")
    func ordinary() throws {
        #expect(try open([]) == [usual])
        let next = try HoursException(first: day.advanced(by: 1), last: day.advanced(by: 1), spans: [])
        #expect(try open([next]) == [usual])
    }

    @Test("the shortest range wins, whichever came first")
    func shortest() throws {
        let (holidays, open) = (try exception(5, 10, []), try exception(0, 0, [other]))
        #expect(try self.open([holidays, open]) == [other])
        #expect(try self.open([open, holidays]) == [other])
        #expect(try self.open([holidays]) == [])
    }

    @Test("of ranges of one length the later wins")
    func later() throws {
        #expect(try open([exception(0, 1, []), exception(1, 0, [other])]) == [other])
        #expect(try open([exception(1, 0, [other]), exception(0, 1, [])]) == [])
    }
}
