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

    var result: Result<[BusyTime], FeedError> {
        if let failure { return .failure(FeedError.allCases.first { "\($0)" == failure } ?? .notACalendar) }
        return .success(
            stride(from: 0, to: busy.count - 1, by: 2).map {
                BusyTime(start: Date(timeIntervalSince1970: busy[$0]), end: Date(timeIntervalSince1970: busy[$0 + 1]))
            })
    }
}
