// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Catalog {
    /// “mardi 3 juin”, “Tuesday 3 June”; with the year when asked.
    public func day(_ date: Date, in zone: TimeZone, year: Bool = false) -> String {
        day(WallTime(date, in: zone), year: year)
    }

    /// The same, with the year where it is not this one.
    public func day(_ date: Date, in zone: TimeZone, now: Date) -> String {
        let wall = WallTime(date, in: zone)
        return day(wall, year: wall.year != WallTime(now, in: zone).year)
    }

    private func day(_ wall: WallTime, year: Bool) -> String {
        callAsFunction(
            year ? "dates_day_year" : "dates_day",
            [
                "weekday": callAsFunction("dates_weekday_\(wall.weekday)"),
                "day": language == .fr && wall.day == 1 ? "1er" : String(wall.day),
                "month": callAsFunction("dates_month_\(wall.month)"),
                "year": String(wall.year),
            ])
    }

    /// “10 h 30”, “10:30 am” is never used: “10:30”.
    public func time(_ date: Date, in zone: TimeZone) -> String {
        time(WallTime(date, in: zone))
    }

    private func time(_ wall: WallTime) -> String { wallTime(wall.hour * 60 + wall.minute) }

    /// The same for minutes since midnight on the wall, 0 to 1440.
    public func wallTime(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return callAsFunction(
            minute == 0 ? "dates_hour" : "dates_time",
            ["hour": String(hour), "minute": (minute < 10 ? "0" : "") + String(minute)])
    }

    /// The time; with the offset where clocks are set back and show it twice: “2:30 (UTC+2)”.
    public func exactTime(_ date: Date, in zone: TimeZone) -> String {
        let time = time(date, in: zone)
        guard zone.showsTwice(date) else { return time }
        return callAsFunction("dates_time_offset", ["time": time, "offset": zone.offset(at: date)])
    }

    /// “mardi 3 juin à 10 h 30 (heure de Paris)”; with the year where it is not this one, and with the offset where clocks are
    /// set back and show the time twice: “(heure de Paris, UTC+2)”.
    public func moment(_ date: Date, in zone: TimeZone, now: Date) -> String {
        let offset = zone.secondsFromGMT(for: date)
        return moment(date, in: zone, offset: offset, isShown: zone.showsTwice(date), now: now)
    }

    /// The same as it is shown with another offset than that of now, in seconds east of Greenwich, which is named: “(heure de
    /// Paris, UTC+1)”.
    public func moment(_ date: Date, in zone: TimeZone, offset: Int, now: Date) -> String {
        moment(date, in: zone, offset: offset, isShown: true, now: now)
    }

    /// One instant as two people see it: one line, or two with their offsets where their clocks show different times.
    public func moments(_ date: Date, in zone: TimeZone, and other: TimeZone, now: Date) -> [String] {
        guard zone.secondsFromGMT(for: date) != other.secondsFromGMT(for: date) else {
            return [moment(date, in: zone, now: now)]
        }
        return [zone, other].map { moment(date, in: $0, offset: $0.secondsFromGMT(for: date), now: now) }
    }

    private func moment(_ date: Date, in zone: TimeZone, offset: Int, isShown: Bool, now: Date) -> String {
        let wall = WallTime(date, offset: offset)
        var name = zoneName(zone)
        // Of UTC the name says it.
        if isShown, !(offset == 0 && name == Self.utc) {
            name = callAsFunction("dates_zone_offset", ["zone": name, "offset": TimeZone.words(offset: offset)])
        }
        return callAsFunction(
            "dates_moment",
            [
                "day": day(wall, year: wall.year != WallTime(now, in: zone).year), "time": time(wall), "zone": name,
            ])
    }

    private static let utc = "UTC"

    /// “heure de Paris”, “Paris time”; from the last part of the IANA name.
    public func zoneName(_ zone: TimeZone) -> String {
        let city =
            zone.identifier.split(separator: "/").last.map { part in
                String(decoding: part.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
            } ?? zone.identifier
        if zone.identifier == "UTC" || zone.identifier == "GMT" { return Self.utc }
        let vowel = language == .fr && "AEIOUYÉÈÎ".contains(city.prefix(1).uppercased())
        return callAsFunction(vowel ? "dates_zone_vowel" : "dates_zone", ["city": city])
    }
}

extension TimeZone {
    /// Whether another instant of the same night shows the same time, because clocks are set back.
    func showsTwice(_ date: Date) -> Bool {
        // No clock is set back by more than this.
        let reach: TimeInterval = 3 * 3600
        let now = secondsFromGMT(for: date)
        let later = now - secondsFromGMT(for: date.addingTimeInterval(reach))
        if later > 0, secondsFromGMT(for: date.addingTimeInterval(Double(later))) < now { return true }
        let earlier = secondsFromGMT(for: date.addingTimeInterval(-reach)) - now
        return earlier > 0 && secondsFromGMT(for: date.addingTimeInterval(-Double(earlier))) > now
    }

    /// “UTC+2”, “UTC−3:30”.
    public func offset(at date: Date) -> String { Self.words(offset: secondsFromGMT(for: date)) }

    fileprivate static func words(offset: Int) -> String {
        let minutes = offset / 60
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        let tail = rest == 0 ? "" : ":" + (rest < 10 ? "0" : "") + String(rest)
        return "UTC" + (minutes < 0 ? "−" : "+") + String(hours) + tail
    }
}

/// What the wall shows at an instant, in the Gregorian calendar. Pages and mails show very many times, and a `Calendar` takes
/// many times as long for each.
private struct WallTime {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    /// 1 is Sunday.
    let weekday: Int

    init(_ date: Date, in zone: TimeZone) { self.init(date, offset: zone.secondsFromGMT(for: date)) }

    /// - Parameter offset: seconds east of Greenwich.
    init(_ date: Date, offset: Int) {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + offset
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = seconds - days * 86_400
        (hour, minute) = (second / 3600, second % 3600 / 60)
        // 1 January 1970 was a Thursday.
        weekday = ((days + 4) % 7 + 7) % 7 + 1
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": civil_from_days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
