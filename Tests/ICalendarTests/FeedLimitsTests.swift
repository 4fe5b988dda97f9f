// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Testing

@Suite("Feeds that are too much, or no calendar")
struct FeedLimitsTests {
    private func refusal(_ bytes: [UInt8], limits: FeedLimits = FeedLimits()) -> FeedError? {
        do throws(FeedError) {
            _ = try FeedReading.busy(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("50 MB are too large")
    func large() {
        #expect(refusal(Array(repeating: 0x20, count: 50_000_000)) == .tooLarge)
    }

    @Test("100,000 events are too many")
    func events() {
        let event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270101T080000Z\r\nEND:VEVENT\r\n"
        let bytes = FeedReading.calendar(String(repeating: event, count: 100_000))
        #expect(refusal(bytes, limits: FeedLimits(bytes: 50_000_000)) == .tooManyEvents)
    }

    @Test(
        "what is no calendar, or only the first part of one, is refused",
        arguments: [
            "", "<!doctype html><title>Sign in</title>", "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101T080000Z\r\nEND:VEVENT\r\n",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270101T08", "BEGIN:VCALENDAR\r\nX-A:\0\r\nEND:VCALENDAR\r\n",
        ])
    func noCalendar(_ text: String) {
        #expect(refusal(Array(text.utf8)) == .notACalendar)
    }

    @Test("UTF-16 is refused, what is not UTF-8 in a title does no harm")
    func encodings() throws {
        let text = String(decoding: FeedReading.event("DTSTART:20270101T080000Z", "DURATION:PT1H"), as: UTF8.self)
        let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(refusal([0xFF, 0xFE] + wide) == .notACalendar)
        let odd = Array(text.utf8).flatMap { $0 == UInt8(ascii: "o") ? [0xF4, 0xFF, 0x80] : [$0] }
        #expect(try FeedReading.busy(odd).count == 1)
    }

    @Test("components in components are too deep, 100,000 deep as well as nine")
    func deep() {
        #expect(refusal(Array(String(repeating: "BEGIN:VEVENT\n", count: 100_000).utf8)) == .tooDeep)
        #expect(refusal(FeedReading.calendar(String(repeating: "BEGIN:X\n", count: 8))) == .tooDeep)
    }

    @Test("an empty calendar leaves all free")
    func empty() throws {
        #expect(try FeedReading.busy(FeedReading.calendar("PRODID:x")) == [])
    }

    @Test(
        "rules that recur without end or sense are cut off or refused, and soon",
        arguments: [
            ("00010101T000000Z", "FREQ=SECONDLY;INTERVAL=1"), ("20270101T000000Z", "FREQ=SECONDLY"),
            ("20270101T000000Z", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), ("20270101T000000Z", "FREQ=MINUTELY"),
            ("00010101T000000Z", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30;COUNT=2"),
            ("00010101T000000Z", "FREQ=SECONDLY;COUNT=999999999"), ("00010101T000000Z", "FREQ=DAILY;COUNT=999999999"),
            ("20270101T000000Z", "FREQ=YEARLY;BYHOUR=\(numbers(24));BYMINUTE=\(numbers(60));BYSECOND=\(numbers(60))"),
            ("20270101T000000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"),
            ("20270101T000000Z", "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4"),
            ("20270228T000000Z", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30"),
            ("20270101T000000Z", "FREQ=WEEKLY;BYSETPOS=400"),
            ("20270101T000000Z", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"),
            ("20270101T000000Z", "RSCALE=CHINESE;FREQ=YEARLY"),
            ("20270101T000000Z", "RSCALE=KLINGON;FREQ=DAILY"), ("20270101T000000Z", "FREQ=HOURLY;INTERVAL=32767"),
            ("20270101T000000Z", "FREQ=YEARLY;BYSETPOS=\(numbers(386))"),
            ("20270101T000000Z", "FREQ=DAILY;INTERVAL=65537"),
            ("20270101T000000Z", "FREQ=DAILY;COUNT=99999999999999999999"), ("99991231T000000Z", "FREQ=YEARLY"),
        ])
    func bombs(_ start: String, _ rule: String) {
        let bytes = FeedReading.event("DTSTART:\(start)", "DURATION:PT1S", "RRULE:\(rule)")
        var limits = FeedLimits()
        limits.time = .milliseconds(500)
        let taken = ContinuousClock().measure {
            let refusal = refusal(bytes, limits: limits)
            #expect([nil, .tooManyInstances, .tooSlow].contains(refusal), "\(rule)")
        }
        // The machine may be busy with other tests; unbounded would be hours.
        #expect(taken < .seconds(60), "\(rule)")
    }

    private static func numbers(_ count: Int) -> String {
        (0..<count).map { String($0 == 0 ? 1 : $0) }.joined(separator: ",")
    }

    @Test("10,000 rules that never occur take no longer than allowed")
    func never() {
        let event =
            "BEGIN:VEVENT\nDTSTART:20270101T080000Z\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31\nEND:VEVENT\n"
        var limits = FeedLimits()
        limits.time = .milliseconds(300)
        #expect(refusal(FeedReading.calendar(String(repeating: event, count: 10_000)), limits: limits) == .tooSlow)
    }

    @Test("a zone's rules cannot run away either")
    func zones() throws {
        let zone = ["SECONDLY", "YEARLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=1", "YEARLY;BYHOUR=1,2;BYMONTH=1", "DAILY"].map {
            "BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=\($0)\nEND:STANDARD\n"
        }.joined()
        let feed = FeedReading.calendar(
            """
            BEGIN:VTIMEZONE
            TZID:Mine
            \(zone)END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID=Mine:20270105T120000
            DURATION:PT1H
            END:VEVENT
            """)
        #expect(try FeedReading.busy(feed) == FeedReading.spans(["2027-01-05T10:00/2027-01-05T11:00"]))
    }

    @Test("many reads at once agree")
    func together() async throws {
        let bytes = FeedReading.event(
            "DTSTART;TZID=Romance Standard Time:20200106T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH")
        let expected = try FeedReading.busy(bytes)
        #expect(expected.count == 104)
        try await withThrowingTaskGroup(of: [[Int]].self) { group in
            for _ in 0..<32 { group.addTask { try FeedReading.busy(bytes) } }
            for try await found in group { #expect(found == expected) }
        }
    }
}
