// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Testing

@testable import visavis

@Suite("What the process that reads a calendar answers")
struct CalendarAnswerTests {
    private func answer(_ json: String) throws -> Result<[BusyTime], FeedError> {
        try JSONDecoder().decode(CalendarAnswer.self, from: Data(json.utf8)).result
    }

    @Test("busy times come through as they were")
    func asItWas() throws {
        let times = [
            BusyTime(start: Date(timeIntervalSince1970: -60), end: Date(timeIntervalSince1970: 1_800_000_000)),
            BusyTime(
                start: Date(timeIntervalSince1970: 253_402_300_000), end: Date(timeIntervalSince1970: 253_402_300_799)),
        ]
        let json = String(decoding: try JSONEncoder().encode(CalendarAnswer(.success(times))), as: UTF8.self)
        #expect(try answer(json) == .success(times))
    }

    @Test(
        "numbers that are no times of a calendar are refused, and none beside them is believed",
        arguments: [
            "[1e300,2e300]", "[-2e300,-1e300]", "[253402300799,253402300800]", "[2,1]", "[1,1]", "[0,1,2]", "[0]",
        ])
    func noTimes(busy: String) throws {
        #expect(
            try answer(#"{"busy":[5,6],"failure":null}"#)
                == .success([
                    BusyTime(start: Date(timeIntervalSince1970: 5), end: Date(timeIntervalSince1970: 6))
                ]))
        #expect(try answer(#"{"busy":\#(busy),"failure":null}"#) == .failure(.notACalendar))
    }

    @Test(
        "what reaches beyond the years 1 to 9999 is read as far as they go",
        arguments: [
            ("[0,1e300]", 0, 253_402_300_799), ("[-1e300,0]", -62_135_596_800, 0),
            ("[5,253402300800]", 5, 253_402_300_799),
        ] as [(String, TimeInterval, TimeInterval)])
    func farAway(busy: String, start: TimeInterval, end: TimeInterval) throws {
        let time = BusyTime(start: Date(timeIntervalSince1970: start), end: Date(timeIntervalSince1970: end))
        #expect(try answer(#"{"busy":\#(busy),"failure":null}"#) == .success([time]))
    }

    @Test("a failure keeps its name, and an unknown one is no calendar")
    func failures() throws {
        #expect(try answer(#"{"busy":[],"failure":"tooManyEvents"}"#) == .failure(.tooManyEvents))
        #expect(try answer(#"{"busy":[],"failure":"other"}"#) == .failure(.notACalendar))
    }
}
