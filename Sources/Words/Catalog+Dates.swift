// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Catalog {
    /// “mardi 3 juin”, “Tuesday 3 June”; with the year when asked.
    public func day(_ date: Date, in zone: TimeZone, year: Bool = false) -> String {
        let parts = Self.calendar(zone).dateComponents([.weekday, .day, .month, .year], from: date)
        let day = parts.day ?? 1
        return callAsFunction(
            year ? "dates_day_year" : "dates_day",
            [
                "weekday": callAsFunction("dates_weekday_\(parts.weekday ?? 1)"),
                "day": language == .fr && day == 1 ? "1er" : String(day),
                "month": callAsFunction("dates_month_\(parts.month ?? 1)"),
                "year": String(parts.year ?? 1970),
            ])
    }

    /// “10 h 30”, “10:30 am” is never used: “10:30”.
    public func time(_ date: Date, in zone: TimeZone) -> String {
        let parts = Self.calendar(zone).dateComponents([.hour, .minute], from: date)
        let minute = parts.minute ?? 0
        return callAsFunction(
            minute == 0 ? "dates_hour" : "dates_time",
            ["hour": String(parts.hour ?? 0), "minute": (minute < 10 ? "0" : "") + String(minute)])
    }

    /// “mardi 3 juin à 10 h 30 (heure de Paris)”.
    public func moment(_ date: Date, in zone: TimeZone, year: Bool = false) -> String {
        callAsFunction(
            "dates_moment",
            ["day": day(date, in: zone, year: year), "time": time(date, in: zone), "zone": zoneName(zone)])
    }

    /// “heure de Paris”, “Paris time”; from the last part of the IANA name.
    public func zoneName(_ zone: TimeZone) -> String {
        let city =
            zone.identifier.split(separator: "/").last.map { String($0).replacing("_", with: " ") } ?? zone.identifier
        if zone.identifier == "UTC" || zone.identifier == "GMT" { return "UTC" }
        let vowel = language == .fr && "AEIOUYÉÈÎ".contains(city.prefix(1).uppercased())
        return callAsFunction(vowel ? "dates_zone_vowel" : "dates_zone", ["city": city])
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}
