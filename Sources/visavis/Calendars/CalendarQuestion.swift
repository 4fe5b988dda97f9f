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

    /// Within what can be stored, the years 1 to 9999: a hostile calendar may have taken over the process that read it. What ends
    /// before it begins, or lies outside, is no answer of ours.
    var result: Result<[BusyTime], FeedError> {
        if let failure { return .failure(FeedError.allCases.first { "\($0)" == failure } ?? .notACalendar) }
        guard busy.count.isMultiple(of: 2) else { return .failure(.notACalendar) }
        var result: [BusyTime] = []
        for index in stride(from: 0, to: busy.count, by: 2) {
            let (start, end) = (max(busy[index], -62_135_596_800), min(busy[index + 1], 253_402_300_799))
            guard start < end else { return .failure(.notACalendar) }
            result.append(
                BusyTime(start: Date(timeIntervalSince1970: start), end: Date(timeIntervalSince1970: end)))
        }
        return .success(result)
    }
}
