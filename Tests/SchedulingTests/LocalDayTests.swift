// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing

@Suite("A local day")
struct LocalDayTests {
    private let paris = TimeZone(identifier: "Europe/Paris")!

    @Test("counts as Foundation's calendar does, over a leap century and beyond")
    func civil() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let first = try #require(LocalDay("1896-01-01"))
        for offset in stride(from: 0, to: 90_000, by: 17) {
            let day = first.advanced(by: offset)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: day.start(in: .gmt))
            #expect(day.year == parts.year && day.month == parts.month && day.day == parts.day)
            // Foundation counts from Sunday, 1.
            #expect(day.weekday == ((parts.weekday ?? 0) + 5) % 7 + 1)
            #expect(LocalDay(day.description) == day)
            #expect(LocalDay(year: day.year, month: day.month, day: day.day) == day)
        }
    }

    @Test(
        "that does not exist is none",
        arguments: [
            "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-04-31", "0000-01-01", "10000-01-01",
            "2027-1-1",
            "2027-01-01 ", "２０２７-01-01", "", "2027/01/01", "+027-01-01",
        ])
    func none(_ text: String) {
        #expect(LocalDay(text) == nil)
    }

    @Test("is compared, and stepped through in a range")
    func order() throws {
        let (first, last) = (try #require(LocalDay("2028-02-27")), try #require(LocalDay("2028-03-01")))
        #expect((first...last).map(\.description) == ["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01"])
        #expect(first < last && first.distance(to: last) == 3)
        #expect(try #require(LocalDay("9999-12-31")).advanced(by: 1).description == "9999-12-31")
    }

    @Test("of an instant depends on the zone")
    func zones() {
        let instant = Date(timeIntervalSince1970: 1_798_758_000)
        #expect(LocalDay(instant, in: .gmt).description == "2026-12-31")
        #expect(LocalDay(instant, in: paris).description == "2027-01-01")
        #expect(LocalMoment(instant, in: paris).minute == 0)
        #expect(LocalMoment(instant.addingTimeInterval(59.9), in: .gmt).minute == 23 * 60)
    }

    @Test("starts at the first instant that there is of it")
    func start() throws {
        // In Beirut the clock jumps over midnight; Samoa left 30 December 2011 out.
        let beirut = TimeZone(identifier: "Asia/Beirut")!
        let start = try #require(LocalDay("2026-03-29")).start(in: beirut)
        #expect(LocalMoment(start, in: beirut).minute == 60)
        #expect(LocalDay(start.addingTimeInterval(-1), in: beirut).description == "2026-03-28")
        let apia = TimeZone(identifier: "Pacific/Apia")!
        let left = try #require(LocalDay("2011-12-30"))
        #expect(left.start(in: apia) == left.advanced(by: 1).start(in: apia))
    }

    @Test("has each of its minutes at most once, the first time")
    func minutes() throws {
        let spring = try #require(LocalDay("2027-03-28"))
        #expect(spring.instant(minute: 150, in: paris) == nil)
        #expect(spring.instant(minute: 180, in: paris) == Date(timeIntervalSince1970: 1_806_195_600))
        let autumn = try #require(LocalDay("2027-10-31"))
        #expect(autumn.instant(minute: 150, in: paris) == Date(timeIntervalSince1970: 1_824_942_600))
        #expect(autumn.instant(minute: 1440, in: paris) == autumn.advanced(by: 1).start(in: paris))
    }
}
