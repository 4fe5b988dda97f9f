// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// Makes damaged calendars out of whole ones, the same for the same seed.
struct FeedDamage {
    private let corpus: [[UInt8]]
    private var random: SeededGenerator

    /// What is hard on a reader of dates, rules and zones.
    private static let fragments = [
        "RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "RRULE:FREQ=MONTHLY;BYDAY=-5MO;BYSETPOS=-366",
        "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:FREQ=DAILY;UNTIL=99991231",
        "RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=",
        "RRULE:RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;SKIP=FORWARD", "RRULE:FREQ=YEARLY;BYYEARDAY=366,-366;INTERVAL=3",
        "RDATE;VALUE=PERIOD:20270101T000000Z/P99999999D", "RDATE:20270101,,20270229", "EXDATE;VALUE=DATE:20270101",
        "DURATION:-PT1H", "DURATION:P9999999W", "DTEND;VALUE=DATE:00010101", "DTSTART:99991231T235960Z",
        "DTSTART:20270230",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20270101T000000Z", "RECURRENCE-ID;VALUE=DATE:20270105", "BEGIN:VEVENT",
        "END:VEVENT", "BEGIN:VTIMEZONE", "TZID:Home", "BEGIN:STANDARD", "TZOFFSETTO:+2359", "TZOFFSETFROM:-0000",
        "SEQUENCE:-1",
        "STATUS:CANCELLED", "DTSTART;TZID=\"", ":", ";", "\"", "\r\n ", "X;A=\"B:C\";D=:",
    ].map { Array($0.utf8) }

    init(corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        random = SeededGenerator(seed: seed)
    }

    mutating func next() -> [UInt8] {
        var bytes = corpus[Int.random(in: 0..<corpus.count, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        // A digit becomes another: mostly a calendar still, with another time or number in it.
        case 2...4:
            let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
            if let digit = digits.randomElement(using: &random) {
                bytes[digit] = UInt8.random(in: 48...57, using: &random)
            }
        case 5...7: insertLine(&bytes, Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &random)])
        case 8:
            let other = corpus[Int.random(in: 0..<corpus.count, using: &random)]
            insertLine(&bytes, other.split(separator: 0x0A).randomElement(using: &random).map { Array($0) } ?? [])
        default: bytes.insert(contentsOf: Self.fragments.randomElement(using: &random) ?? [], at: place)
        }
    }

    private mutating func insertLine(_ bytes: inout [UInt8], _ line: [UInt8]) {
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        guard let end = ends.randomElement(using: &random) else { return }
        bytes.insert(contentsOf: line + [0x0D, 0x0A], at: end + 1)
    }
}
