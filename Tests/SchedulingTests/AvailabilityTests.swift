// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing

@Suite("Availability")
struct AvailabilityTests {
    private func availability(
        _ zone: String, _ start: Int, _ end: Int, step: Int = 30, notice: Int = 0, cap: Int? = nil,
        busy: [BusyInterval] = [], booked: [Date] = []
    ) throws -> Availability {
        let span = try #require(WallSpan(startMinute: start, endMinute: end))
        return Availability(
            zone: try #require(TimeZone(identifier: zone)),
            hours: try WeeklyHours(Array(repeating: [span], count: 7)),
            rules: SlotRules(stepMinutes: step, minimumNoticeMinutes: notice, horizonDays: 60, dailyCap: cap),
            busy: busy, booked: booked)
    }

    private func utc(_ text: String) throws -> Date { try Date(text + ":00Z", strategy: .iso8601) }

    @Test(
        "on the days when clocks are set: a time that does not exist gives no slot, one that comes twice gives one",
        arguments: [
            ("Europe/Paris", "2027-03-28", 60, 240, ["00:00", "00:30", "01:00", "01:30"]),
            ("Europe/Paris", "2027-10-31", 60, 240, ["23:00", "23:30", "00:00", "00:30", "02:00", "02:30"]),
            ("America/New_York", "2027-03-14", 60, 240, ["06:00", "06:30", "07:00", "07:30"]),
            ("America/New_York", "2027-11-07", 60, 180, ["05:00", "05:30", "07:00", "07:30"]),
            ("Australia/Lord_Howe", "2027-04-04", 60, 180, ["14:00", "14:30", "15:30", "16:00"]),
            ("Australia/Lord_Howe", "2027-10-03", 60, 180, ["14:30", "15:00", "15:30"]),
            ("Africa/Casablanca", "2027-02-07", 60, 240, ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30"]),
            ("Africa/Casablanca", "2027-03-14", 60, 240, ["01:00", "01:30", "02:00", "02:30"]),
        ])
    func clocks(_ zone: String, _ day: String, _ start: Int, _ end: Int, _ expected: [String]) throws {
        let day = try #require(LocalDay(day))
        let found = try availability(zone, start, end).slots(
            SlotShape(lengthMinutes: 30), days: day...day, now: day.advanced(by: -20).start(in: .gmt))
        #expect(found.map { $0.start.formatted(.iso8601).dropFirst(11).prefix(5) } == expected.map { $0[...] })
    }

    @Test("a change of a zone's rules moves nothing that is stored (wish 39)")
    func rules() throws {
        // Paris without summer time stands for rules that changed after the appointment was made.
        let (start, end) = (try utc("2027-06-08T08:00"), try utc("2027-06-08T09:00"))
        let day = try #require(LocalDay("2027-06-08"))
        for zone in ["Europe/Paris", "GMT+0100", "Asia/Tokyo"] {
            let offer = try availability(
                zone, 0, 1440, busy: [BusyInterval(start: start, end: end)], booked: [start])
            let shape = SlotShape(lengthMinutes: 60)
            let now = day.advanced(by: -1).start(in: .gmt)
            #expect(offer.refusal(start: start, shape: shape, now: now) == .busy)
            #expect(offer.refusal(start: start.addingTimeInterval(-1800), shape: shape, now: now) == .busy)
            #expect(offer.refusal(start: end, shape: shape, now: now) == nil)
            let overlapping = offer.slots(shape, days: day...day, now: now).filter { $0.start < end && $0.end > start }
            #expect(overlapping.isEmpty)
        }
    }

    @Test("each reason to refuse a start has its name (case 36)")
    func reasons() throws {
        let booked = try utc("2027-01-06T08:00")
        let offer = try availability(
            "Europe/Paris", 540, 720, notice: 120, cap: 1,
            busy: [BusyInterval(start: try utc("2027-01-05T09:00"), end: try utc("2027-01-05T10:00"))], booked: [booked]
        )
        let now = try utc("2027-01-04T08:00")
        let expected: [(String, SlotRefusal?)] = [
            ("2027-01-04T07:30", .past), ("2027-01-04T09:30", .tooSoon), ("2027-01-04T10:00", nil),
            ("2027-03-08T08:00", .tooFar), ("2027-01-05T07:30", .outsideHours), ("2027-01-05T10:30", nil),
            ("2027-01-05T10:45", .outsideHours), ("2027-01-05T08:15", .offGrid), ("2027-01-05T08:30", .busy),
            ("2027-01-05T08:00", nil), ("2027-01-06T09:00", .dayFull), ("1970-01-01T00:00", .past),
        ]
        for (start, refusal) in expected {
            #expect(
                offer.refusal(start: try utc(start), shape: SlotShape(lengthMinutes: 30, bufferAfter: 15), now: now)
                    == refusal, "\(start)")
        }
        for start in [
            Date.distantPast, .distantFuture, Date(timeIntervalSince1970: .nan), Date(timeIntervalSince1970: .infinity),
        ] {
            #expect(offer.refusal(start: start, shape: SlotShape(lengthMinutes: 30), now: now) != nil)
        }
    }

    @Test("days before today and after the horizon cost nothing and give nothing")
    func range() throws {
        let (first, last) = (try #require(LocalDay("0001-01-01")), try #require(LocalDay("9999-12-31")))
        let slots = try availability("Europe/Paris", 540, 600).slots(
            SlotShape(lengthMinutes: 60), days: first...last, now: try utc("2027-01-04T12:00"))
        #expect(slots.count == 60)
    }
}
