// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Scheduling

@Suite("Step: limits")
struct LimitsTests {
    private let paris = TimeZone(identifier: "Europe/Paris")!
    /// 2027-01-04, 23:30 in Paris.
    private let now = Date(timeIntervalSince1970: 1_799_101_800)

    private func limits(notice: Int = 0, horizon: Int = 10, cap: Int? = nil) -> BookingLimits {
        let rules = SlotRules(
            stepMinutes: 30, minimumNoticeMinutes: notice, horizonDays: horizon, dailyCap: cap)
        return BookingLimits(rules: rules, now: now, zone: paris)
    }

    @Test("what has begun is past, what begins within the notice is too soon")
    func notice() {
        let second = Int(now.timeIntervalSince1970)
        #expect(limits().refusal(start: second) == nil)
        #expect(limits().refusal(start: second - 1) == .past)
        #expect(limits(notice: 120).refusal(start: second + 7199) == .tooSoon)
        #expect(limits(notice: 120).refusal(start: second + 7200) == nil)
    }

    @Test("the horizon counts days on the practitioner's wall")
    func horizon() throws {
        let (today, last) = (try #require(LocalDay("2027-01-04")), try #require(LocalDay("2027-01-14")))
        let all = today.advanced(by: -5)...last.advanced(by: 5)
        #expect(limits().within(all) == today...last)
        #expect(limits().within(last.advanced(by: 1)...last.advanced(by: 2)) == nil)
        #expect(limits(horizon: 0).within(all) == today...today)
    }

    @Test("a day takes as many as the cap says")
    func cap() {
        #expect(limits().refusal(count: 1000) == nil)
        #expect(limits(cap: 3).refusal(count: 2) == nil)
        #expect(limits(cap: 3).refusal(count: 3) == .dayFull)
        #expect(limits(cap: 0).refusal(count: 0) == .dayFull)
    }

    @Test("appointments are counted on the day of the practitioner's wall, also where it has 23 or 25 hours")
    func counts() throws {
        let days = try #require(LocalDay("2027-10-30"))...(try #require(LocalDay("2027-11-01")))
        let starts = try [
            "2027-10-29T21:59:59Z", "2027-10-29T22:00:00Z", "2027-10-30T21:59:00Z", "2027-10-30T22:00:00Z",
            "2027-10-31T22:59:00Z", "2027-10-31T23:00:00Z", "2027-11-01T23:00:00Z",
        ].map { Int(try Date($0, strategy: .iso8601).timeIntervalSince1970) }
        let counts = DayCounts(booked: starts, days: days, offsets: OffsetTable(zone: paris, days: days))
        #expect(days.map { counts[$0] } == [2, 2, 1])
    }
}
