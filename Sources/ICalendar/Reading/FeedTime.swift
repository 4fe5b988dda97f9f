// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5) as it is written, before a zone.
struct FeedTime: Equatable {
    /// Seconds from 1970-01-01 00:00 to the time on its wall.
    let wall: Int
    let isDate: Bool
    /// Written with `Z`.
    let isUTC: Bool

    /// Nil for what is no time of the years 1 to 9999. A 60th second is taken as the 59th.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(0) { sum, byte in
                guard let sum, (48...57).contains(byte) else { return nil }
                return sum * 10 + Int(byte) - 48
            }
        }
        guard bytes.count >= 8, let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            year >= 1, (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var clock = (hour: 0, minute: 0, second: 0)
        if bytes.count > 8 {
            guard bytes.count == 15 || (bytes.count == 16 && bytes[15] | 0x20 == UInt8(ascii: "z")),
                bytes[8] | 0x20 == UInt8(ascii: "t"), let hour = number(9..<11), let minute = number(11..<13),
                let second = number(13..<15), hour < 24, minute < 60, second <= 60
            else { return nil }
            clock = (hour, minute, min(second, 59))
        }
        wall = Self.wall(
            year: Int32(year), month: Int32(month), day: Int32(day), hour: Int32(clock.hour),
            minute: Int32(clock.minute),
            second: Int32(clock.second))
        // 31 February has become a day of March.
        guard Self.parts(wall).tm_mday == Int32(day) else { return nil }
        isDate = bytes.count == 8
        isUTC = bytes.count == 16
    }

    init(wall: Int, isDate: Bool = false, isUTC: Bool = false) {
        (self.wall, self.isDate, self.isUTC) = (wall, isDate, isUTC)
    }

    var written: String {
        let parts = Self.parts(wall)
        func padded(_ number: Int32, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1) + padded(parts.tm_mday)
        guard !isDate else { return date }
        return date + "T" + padded(parts.tm_hour) + padded(parts.tm_min) + padded(parts.tm_sec) + (isUTC ? "Z" : "")
    }

    static func wall(year: Int32, month: Int32, day: Int32, hour: Int32, minute: Int32, second: Int32) -> Int {
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, month - 1, day)
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (hour, minute, second)
        return timegm(&parts)
    }

    /// The wall's calendar and clock.
    static func parts(_ wall: Int) -> tm {
        var (seconds, parts) = (time_t(wall), tm())
        gmtime_r(&seconds, &parts)
        return parts
    }
}
