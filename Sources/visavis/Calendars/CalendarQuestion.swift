// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar

/// What the server asks the process that reads a calendar: one line of JSON, then the calendar's bytes.
struct CalendarQuestion: Codable {
    /// Seconds since 1970.
    var from: Double
    var to: Double
    /// IANA name.
    var zone: String
}

/// What that process answers, as JSON.
struct CalendarAnswer: Codable {
    /// Starts and ends by turns, in seconds since 1970.
    var busy: [Double] = []
    /// A ``FeedError``'s name.
    var failure: String?

    init(_ result: Result<[BusyTime], FeedError>) {
        switch result {
        case .success(let times):
            busy = times.flatMap { [$0.start.timeIntervalSince1970, $0.end.timeIntervalSince1970] }
        case .failure(let error): failure = "\(error)"
        }
    }

    /// Believed only as far as a calendar goes, years 1 to 9999: a hostile one may have taken over the process that read it.
    var result: Result<[BusyTime], FeedError> {
        if let failure { return .failure(FeedError.allCases.first { "\($0)" == failure } ?? .notACalendar) }
        let times = -62_135_596_800.0...253_402_300_799
        var result: [BusyTime] = []
        for index in stride(from: 0, to: busy.count, by: 2) {
            guard index + 1 < busy.count, busy[index] < busy[index + 1], times.contains(busy[index]),
                times.contains(busy[index + 1])
            else { return .failure(.notACalendar) }
            result.append(
                BusyTime(
                    start: Date(timeIntervalSince1970: busy[index]), end: Date(timeIntervalSince1970: busy[index + 1])))
        }
        return .success(result)
    }
}
