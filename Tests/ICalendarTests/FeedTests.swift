// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Testing

@Suite("Feeds")
struct FeedTests {
    private static func files() throws -> [URL] {
        let folder = try #require(Bundle.module.url(forResource: "Feeds", withExtension: nil))
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    /// Where the judge reckons otherwise than RFC 5545: an occurrence's length on the wall instead of in time that passes, and
    /// one zone for two calendars that define it differently.
    private static let ours: [String: [String]] = [
        "over-clock-changes": [
            "2027-03-01T14:00/2027-03-01T15:00", "2027-03-08T14:00/2027-03-08T15:00",
            "2027-03-15T13:00/2027-03-15T14:00",
            "2027-03-22T13:00/2027-03-22T14:00", "2027-03-26T01:30/2027-03-26T02:30",
            "2027-03-27T01:30/2027-03-27T02:30",
            "2027-03-28T01:30/2027-03-28T02:30", "2027-03-29T00:30/2027-03-29T01:30",
            "2027-03-29T13:00/2027-03-29T14:00",
            "2027-03-30T00:30/2027-03-30T01:30", "2027-03-31T22:00/2027-03-31T23:00",
            "2027-04-01T22:00/2027-04-01T23:00",
            "2027-04-02T22:00/2027-04-02T23:00", "2027-04-03T22:30/2027-04-03T23:30",
            "2027-04-04T22:30/2027-04-04T23:30",
            "2027-04-05T13:00/2027-04-05T14:00", "2027-04-05T22:30/2027-04-05T23:30",
            "2027-10-29T00:30/2027-10-29T01:30",
            "2027-10-30T00:30/2027-10-30T01:30", "2027-10-31T00:30/2027-10-31T01:30",
            "2027-11-01T01:30/2027-11-01T02:30",
            "2027-11-02T01:30/2027-11-02T02:30",
        ],
        "durations": [
            "2027-03-27T22:00/2027-03-28T21:00", "2027-09-01T08:00/2027-09-02T10:30",
            "2027-09-11T22:00/2027-09-18T22:00",
            "2027-09-29T08:00/2027-09-30T10:30", "2027-10-30T23:00/2027-10-31T02:00",
        ],
        "two-calendars": ["2027-06-14T06:00/2027-06-14T07:00", "2027-06-14T22:00/2027-06-14T23:00"],
    ]

    @Test("are read as an independent judge reads them")
    func judged() throws {
        let files = try Self.files().filter { Self.ours[$0.deletingPathExtension().lastPathComponent] == nil }
        #expect(files.count >= 20)
        let year = FeedReading.year
        let answers = try BusyJudge.answers(
            files.map { BusyJudge.Question(path: $0.path, from: year.lowerBound, to: year.upperBound) })
        for (file, answer) in zip(files, answers) {
            #expect(answer.error == nil)
            let found = try FeedReading.busy(Array(Data(contentsOf: file)))
            #expect(found == answer.spans, "\(file.lastPathComponent)")
            #expect(!found.isEmpty, "\(file.lastPathComponent)")
        }
    }

    @Test("are read as RFC 5545 says where the judge does not", arguments: ours.keys.sorted())
    func outOfLine(_ name: String) throws {
        let file = try #require(try Self.files().first { $0.deletingPathExtension().lastPathComponent == name })
        #expect(
            try FeedReading.busy(Array(Data(contentsOf: file))) == FeedReading.spans(Self.ours[name] ?? []))
    }

    @Test("mean the same with CRLF and with LF, with and without a byte order mark")
    func lineEnds() throws {
        for file in try Self.files() {
            let bytes = Array(try Data(contentsOf: file))
            let plain = bytes.filter { $0 != 0x0D }
            let expected = try FeedReading.busy(bytes)
            #expect(try FeedReading.busy(plain) == expected)
            #expect(try FeedReading.busy([0xEF, 0xBB, 0xBF] + plain.filter { $0 < 0x80 }) == expected)
        }
    }

    @Test("are busy in the window alone, and a long event reaches into it")
    func window() throws {
        let long = FeedReading.event(
            "DTSTART:20260101T000000Z", "DTEND:20280101T000000Z", "RRULE:FREQ=YEARLY;COUNT=2")
        #expect(try FeedReading.busy(long).count == 1)
        let before = FeedReading.event("DTSTART:20261231T210000Z", "DTEND:20261231T230000Z")
        #expect(try FeedReading.busy(before) == [])
        let last = FeedReading.event("DTSTART:20271231T230000Z", "DTEND:20271231T235959Z")
        #expect(try FeedReading.busy(last) == [])
    }

    @Test("of two versions of an event the later SEQUENCE holds")
    func sequence() throws {
        func version(_ sequence: Int, _ hour: String) -> String {
            [
                "BEGIN:VEVENT", "UID:a", "SEQUENCE:\(sequence)", "DTSTART:20270105T\(hour)0000Z", "DURATION:PT1H",
                "END:VEVENT",
            ]
            .joined(separator: "\r\n")
        }
        let expected = try FeedReading.spans(["2027-01-05T12:00/2027-01-05T13:00"])
        #expect(try FeedReading.busy(FeedReading.calendar(version(2, "12") + "\r\n" + version(1, "08"))) == expected)
        #expect(try FeedReading.busy(FeedReading.calendar(version(1, "08") + "\r\n" + version(2, "12"))) == expected)
    }

    @Test("a cancelled series with one occurrence kept is busy for that one")
    func kept() throws {
        let feed = FeedReading.calendar(
            """
            BEGIN:VEVENT
            UID:a
            DTSTART:20270105T080000Z
            DTEND:20270105T090000Z
            RRULE:FREQ=DAILY;COUNT=5
            STATUS:CANCELLED
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID:20270107T080000Z
            DTSTART:20270107T100000Z
            DTEND:20270107T110000Z
            END:VEVENT
            """)
        #expect(try FeedReading.busy(feed) == FeedReading.spans(["2027-01-07T10:00/2027-01-07T11:00"]))
    }

    @Test("Windows' names of zones are those of Unicode's list, and each is a zone")
    func windowsNames() throws {
        let names = try InstalledCalendars.all().windowsNames
        #expect(names.count > 130)
        for (name, identifier) in names {
            let start = "DTSTART;TZID="
            let ours = FeedReading.event("\(start)\(name):20270715T120000", "DURATION:PT1H")
            let theirs = FeedReading.event("\(start)\(identifier):20270715T120000", "DURATION:PT1H")
            let found = try FeedReading.busy(ours)
            #expect(found == (try FeedReading.busy(theirs)), "\(name)")
            let zone = TimeZone(identifier: identifier)
            #expect(zone != nil, "\(identifier)")
        }
    }

    @Test("VFREEBUSY: every kind but FREE is busy, with ends and with durations; what cannot be read is left out")
    func freeBusy() throws {
        let bytes = FeedReading.calendar(
            """
            BEGIN:VFREEBUSY
            UID:fb@example.org
            DTSTART:20270101T000000Z
            FREEBUSY:20270105T090000Z/20270105T100000Z,20270105T120000Z/PT30M
            FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270106T090000Z/PT1H
            FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270106T093000Z/20270106T103000Z
            FREEBUSY;FBTYPE=FREE:20270107T090000Z/PT1H
            FREEBUSY:never,20270108T100000Z/20270108T090000Z,20270109T090000Z,19990101T000000Z/PT1H
            END:VFREEBUSY
            """)
        #expect(
            try FeedReading.busy(bytes)
                == FeedReading.spans([
                    "2027-01-05T09:00/2027-01-05T10:00", "2027-01-05T12:00/2027-01-05T12:30",
                    "2027-01-06T09:00/2027-01-06T10:30",
                ]))
    }

    @Test("More FREEBUSY periods than allowed are refused")
    func manyPeriods() {
        let periods = Array(repeating: "20270105T090000Z/PT1H", count: 200).joined(separator: ",")
        var limits = FeedLimits()
        limits.instances = 100
        #expect(throws: FeedError.tooManyInstances) {
            try FeedReading.busy(
                FeedReading.calendar("BEGIN:VFREEBUSY\r\nFREEBUSY:\(periods)\r\nEND:VFREEBUSY"), limits: limits)
        }
    }

    @Test(
        "X-WR-TIMEZONE is the wall of times without a zone, and of nothing else; an unknown one is the practitioner's")
    func calendarZone() throws {
        func calendar(_ zone: String) -> [UInt8] {
            FeedReading.calendar(
                """
                X-WR-TIMEZONE:\(zone)
                BEGIN:VEVENT
                UID:1
                DTSTART:20270105T090000
                DURATION:PT1H
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                DTSTART:20270106T090000Z
                DURATION:PT1H
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                DTSTART;VALUE=DATE:20270108
                END:VEVENT
                BEGIN:VEVENT
                UID:4
                DTSTART;TZID=Europe/Paris:20270110T090000
                DURATION:PT1H
                END:VEVENT
                """)
        }
        let others = [
            "2027-01-06T09:00/2027-01-06T10:00", "2027-01-07T23:00/2027-01-08T23:00",
            "2027-01-10T08:00/2027-01-10T09:00",
        ]
        #expect(
            try FeedReading.busy(calendar("America/New_York"))
                == FeedReading.spans(["2027-01-05T14:00/2027-01-05T15:00"] + others))
        #expect(
            try FeedReading.busy(calendar("Nowhere at all"))
                == FeedReading.spans(["2027-01-05T08:00/2027-01-05T09:00"] + others))
    }
}
