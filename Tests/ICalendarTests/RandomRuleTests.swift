// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import TestSupport
import Testing

@Suite("Recurrence rules")
struct RandomRuleTests {
    @Test("at random recur as the judge says, from a start years before")
    func random() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var generator = SeededGenerator(seed: 3310)
        var questions: [BusyJudge.Question] = []
        var feeds: [[UInt8]] = []
        let year = FeedReading.year
        for number in 0..<200 {
            let feed = FeedReading.event(
                "DTSTART;TZID=Europe/Paris:\(start(&generator))", "DURATION:PT20M", "RRULE:\(rule(&generator))")
            let file = folder.appending(path: "\(number).ics")
            try Data(feed).write(to: file)
            feeds.append(feed)
            questions.append(BusyJudge.Question(path: file.path, from: year.lowerBound, to: year.upperBound))
        }
        for (feed, answer) in zip(feeds, try BusyJudge.answers(questions)) {
            let spans = try #require(answer.spans, "\(answer.error ?? "")")
            let found = try FeedReading.busy(feed)
            #expect(found == spans, "\(String(decoding: feed, as: UTF8.self))")
        }
    }

    /// At ten, when no clock is set, on a day that the rule need not name.
    private func start(_ random: inout SeededGenerator) -> String {
        let (month, day) = (Int.random(in: 1...12, using: &random), Int.random(in: 1...28, using: &random))
        return
            "20\(Int.random(in: 15...26, using: &random))\(month < 10 ? "0" : "")\(month)\(day < 10 ? "0" : "")\(day)T100000"
    }

    private func rule(_ random: inout SeededGenerator) -> String {
        let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        func some<T>(_ values: [T], _ count: ClosedRange<Int>) -> String where T: CustomStringConvertible {
            let picked = values.shuffled(using: &random).prefix(Int.random(in: count, using: &random))
            return picked.map(\.description).joined(separator: ",")
        }
        func maybe(_ text: @autoclosure () -> String) -> String { Bool.random(using: &random) ? text() : "" }
        let interval = maybe(";INTERVAL=\(Int.random(in: 2...6, using: &random))")
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            return "FREQ=DAILY" + interval + maybe(";BYDAY=" + some(days, 1...4))
                + maybe(";BYMONTH=" + some(Array(1...12), 1...6))
        case 1:
            return "FREQ=WEEKLY" + interval + maybe(";BYDAY=" + some(days, 1...4))
                + maybe(";WKST=" + some(["MO", "SU"], 1...1))
        case 2: return "FREQ=MONTHLY" + interval + ";BYMONTHDAY=" + some(Array(-5 ... -1) + Array(1...31), 1...4)
        case 3:
            let ordinal = some(days.map { "\([1, 2, 3, 4, -1, -2].randomElement(using: &random) ?? 1)\($0)" }, 1...3)
            return "FREQ=MONTHLY" + interval + ";BYDAY=" + ordinal
        default:
            return "FREQ=YEARLY" + maybe(";INTERVAL=2") + ";BYMONTH=" + some(Array(1...12), 1...3)
                + (Bool.random(using: &random)
                    ? ";BYDAY=" + some(["1MO", "-1FR", "2WE", "3SU"], 1...2)
                    : ";BYMONTHDAY=" + some(Array(1...31), 1...3))
        }
    }
}
