// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar

/// Short forms for tests of feeds.
enum FeedReading {
    static let paris = TimeZone(identifier: "Europe/Paris")!
    /// 2027, on Paris' wall.
    static let year = 1_798_758_000...1_830_294_000

    static func busy(
        _ bytes: [UInt8], in seconds: ClosedRange<Int> = year, limits: FeedLimits = FeedLimits()
    ) throws(FeedError) -> [[Int]] {
        try CalendarFeed.busy(
            bytes, from: Date(timeIntervalSince1970: Double(seconds.lowerBound)),
            to: Date(timeIntervalSince1970: Double(seconds.upperBound)), floatingZone: paris, limits: limits
        ).map { [Int($0.start.timeIntervalSince1970), Int($0.end.timeIntervalSince1970)] }
    }

    /// A calendar with one event of these lines.
    static func event(_ lines: String...) -> [UInt8] {
        calendar((["BEGIN:VEVENT", "UID:one@example.org"] + lines + ["END:VEVENT"]).joined(separator: "\r\n"))
    }

    static func calendar(_ body: String) -> [UInt8] {
        Array("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(body)\r\nEND:VCALENDAR\r\n".utf8)
    }

    /// `2027-03-28T01:00/2027-03-28T02:00`, in UTC, for what reads better than seconds.
    static func spans(_ texts: [String]) throws -> [[Int]] {
        try texts.map { text in
            try text.split(separator: "/").map { Int(try Date($0 + ":00Z", strategy: .iso8601).timeIntervalSince1970) }
        }
    }
}
