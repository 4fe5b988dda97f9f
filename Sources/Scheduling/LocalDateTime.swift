// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A day and a time on the wall, as a form gives them (`2026-06-03`, `10:30`), without a zone.
public struct LocalDateTime: Sendable, Equatable {
    public let year: Int
    public let month: Int
    public let day: Int
    public let hour: Int
    public let minute: Int

    public enum Failure: Error, Equatable {
        /// Not `YYYY-MM-DD`, or no such day; years are 2000 to 2199.
        case day
        /// Not `HH:MM`.
        case time
        /// The clock jumps over this time on that day.
        case skipped
    }

    /// - Parameters:
    ///   - day: `YYYY-MM-DD` (HTML's date input).
    ///   - time: `HH:MM` (HTML's time input).
    public init(day: String, time: String) throws(Failure) {
        let dayParts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard dayParts.map(\.count) == [4, 2, 2], let parsed = Self.numbers(dayParts),
            (2000...2199).contains(parsed[0]), (1...12).contains(parsed[1]),
            (1...Self.days(in: parsed[1], of: parsed[0])).contains(parsed[2])
        else { throw .day }
        let timeParts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard timeParts.map(\.count) == [2, 2], let clock = Self.numbers(timeParts),
            (0...23).contains(clock[0]), (0...59).contains(clock[1])
        else { throw .time }
        (self.year, self.month, self.day, hour, minute) = (parsed[0], parsed[1], parsed[2], clock[0], clock[1])
    }

    /// The instant in a zone. Where the clock is set back and the time happens twice, the first one is meant.
    public func instant(in zone: TimeZone) throws(Failure) -> Date {
        guard let day = LocalDay(year: year, month: month, day: day),
            let instant = day.instant(minute: hour * 60 + minute, in: zone)
        else { throw .skipped }
        return instant
    }

    private static func numbers(_ parts: [Substring]) -> [Int]? {
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
        return numbers.count == parts.count ? numbers : nil
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
