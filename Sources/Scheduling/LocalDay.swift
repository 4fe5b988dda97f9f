// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A day of the civil (Gregorian) calendar without a zone, years 1 to 9999. Counting and comparing cost no calendar.
public struct LocalDay: Sendable, Hashable {
    /// Days since 1970-01-01.
    let number: Int

    init(number: Int) {
        self.number = min(max(number, Self.numbers.lowerBound), Self.numbers.upperBound)
    }

    /// Nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        number = Self.number(year: year, month: month, day: day)
        guard civil == (year, month, day) else { return nil }
    }

    /// `YYYY-MM-DD`, as HTML's date input writes it; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.value(bytes[0..<4]), let month = Self.value(bytes[5..<7]),
            let day = Self.value(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day that the wall calendar shows at an instant.
    public init(_ instant: Date, in zone: TimeZone) {
        self = LocalMoment(instant, in: zone).day
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var day: Int { civil.day }

    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int { (number + 3).modulo(7) + 1 }

    /// The first instant of the day, which is not midnight where the clock jumps over it. For a day that a zone leaves out
    /// altogether, the start of the next one.
    public func start(in zone: TimeZone) -> Date {
        Date(timeIntervalSince1970: Double(OffsetTable(zone: zone, days: self...self).start(of: self)))
    }

    /// The instant when the wall clock shows a minute of this day (0 to 1440; 1440 is the next day's midnight): the first one
    /// when it comes twice, nil when the clock jumps over it.
    public func instant(minute: Int, in zone: TimeZone) -> Date? {
        OffsetTable(zone: zone, days: self...self).instant(day: self, minute: minute)
            .map { Date(timeIntervalSince1970: Double($0)) }
    }

    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil and civil_from_days.
    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.quotientDown(400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted.quotientDown(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let position = (5 * dayOfYear + 2) / 153
        let month = position < 10 ? position + 3 : position - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * position + 2) / 5 + 1)
    }

    private static let numbers = number(year: 1, month: 1, day: 1)...number(year: 9999, month: 12, day: 31)

    private static func value(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { sum, digit in
            guard let sum, (48...57).contains(digit) else { return nil }
            return sum * 10 + Int(digit) - 48
        }
    }
}

extension LocalDay: Strideable {
    public func distance(to other: LocalDay) -> Int { other.number - number }

    /// Stops at the years' ends.
    public func advanced(by days: Int) -> LocalDay { LocalDay(number: number + min(max(days, -4_000_000), 4_000_000)) }
}

extension LocalDay: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = civil
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
