// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CICal

/// An RRULE (RFC 5545, 3.3.10), looked over before libical reads it.
struct RecurrenceRule: Equatable {
    /// Without UNTIL, which this side of the wall works out by zone.
    private let text: String
    private let parts: [String: String]
    private let until: FeedTime?
    private let count: Int?
    private let interval: Int

    /// How many values libical 3.0.16 has room for; one more and it writes past the list.
    private static let room = [
        "BYSECOND": 61, "BYMINUTE": 60, "BYHOUR": 24, "BYMONTH": 13, "BYMONTHDAY": 31, "BYWEEKNO": 55, "BYYEARDAY": 385,
        "BYSETPOS": 385, "BYDAY": 385,
    ]
    private static let others: Set = ["FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "RSCALE", "SKIP"]

    /// Nil for what is no rule, and for one with more in it than a rule can mean.
    init?(_ text: String) {
        guard text.utf8.count <= 3000 else { return nil }
        var (parts, kept): ([String: String], [String]) = ([:], [])
        for part in text.uppercased().split(separator: ";") {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
            guard pair.count == 2, !pair[1].isEmpty, parts[pair[0]] == nil,
                pair[1].utf8.allSatisfy({ Self.isAllowed($0) }),
                Self.others.contains(pair[0])
                    || pair[1].utf8.count(where: { $0 == UInt8(ascii: ",") }) < Self.room[pair[0], default: 0]
            else { return nil }
            parts[pair[0]] = pair[1]
            if pair[0] != "UNTIL" { kept.append(pair[0] + "=" + Self.sorted(pair[1], of: pair[0])) }
        }
        guard parts["FREQ"] != nil else { return nil }
        until = parts["UNTIL"].flatMap { FeedTime($0) }
        count = parts["COUNT"].flatMap { Int($0) }
        interval = parts["INTERVAL"].map { Int($0) ?? 0 } ?? 1
        guard (parts["UNTIL"] == nil) == (until == nil), (1...32_767).contains(interval),
            parts["COUNT"] == nil || (1...999_999_999).contains(count ?? 0)
        else { return nil }
        self.parts = parts
        self.text = kept.joined(separator: ";")
    }

    /// As a zone's rule has to be: one month, at most one weekday in it, no list of times.
    var isYearly: Bool {
        let lists = parts.keys.filter { $0.hasPrefix("BY") }
        return parts["FREQ"] == "YEARLY" && Set(lists).isSubset(of: ["BYMONTH", "BYDAY", "BYMONTHDAY"])
            && (parts["BYMONTH"].map { !$0.contains(",") } ?? lists.isEmpty)
            && parts["BYDAY"].map { !$0.contains(",") } ?? true
    }

    /// The whole rule, for a zone's definition.
    var written: String { text + (until.map { ";UNTIL=" + $0.written } ?? "") }

    /// When it occurs, as seconds on the wall from `low` to `high`; `first` itself may be left out.
    /// - Parameters:
    ///   - first: the event's start on the wall.
    ///   - zone: of the event, to which an UNTIL in UTC is brought.
    func occurrences(
        of first: FeedTime, in zone: FeedZone, from low: Int, to high: Int, meter: FeedMeter
    ) throws(FeedError) -> [Int] {
        // A rule that never occurs costs much before its first step: the next one is not begun.
        try meter.check()
        let last = min(high, end(of: first, in: zone))
        let begin = firstNamedDay(from: first.wall)
        guard Libical.isReady, begin <= last, let rule = visavis_ical_rule_new(text) else { return [] }
        defer { visavis_ical_rule_free(rule) }
        rule.pointee.until = Libical.time(wall: last)
        guard let iterator = try iterator(rule, first: begin, low: low, last: last) else { return [] }
        defer { icalrecur_iterator_free(iterator) }
        var found: [Int] = []
        while true {
            try meter.step()
            let next = icalrecur_iterator_next(iterator)
            guard icaltime_is_null_time(next) == 0 else { return found }
            let wall = Libical.wall(next)
            guard wall >= low else { continue }
            try meter.count()
            found.append(wall)
        }
    }

    /// Near `low`, where libical can begin there: a rule without COUNT.
    private func iterator(
        _ rule: UnsafeMutablePointer<icalrecurrencetype>, first: Int, low: Int, last: Int
    ) throws(FeedError) -> OpaquePointer? {
        var first = first
        // libical makes mistakes in the first period that it begins in the middle of.
        let near = low - 8 * 86_400
        if let unit = Self.units[parts["FREQ"] ?? ""] {
            let step = unit * interval
            if count == nil, near > first { first += (near - first) / step * step }
            let isFiltered = parts.keys.contains { $0.hasPrefix("BY") }
            // libical goes from filtered step to step without coming back in between.
            if isFiltered, (last - first) / step > Self.stepsAllowed { throw .tooSlow }
        }
        guard let iterator = visavis_ical_iterator_new(rule, Libical.time(wall: first)) else { return nil }
        guard count == nil, near > first else { return iterator }
        // At the time of day that the rule's times are reckoned from.
        let start = first + (near - first) / 86_400 * 86_400
        if visavis_ical_iterator_skip(iterator, Libical.time(wall: start)) != 0 { return iterator }
        icalrecur_iterator_free(iterator)
        return nil
    }

    /// libical reckons an interval of weeks from the wrong week when the start is on none of the weekdays that a rule names.
    private func firstNamedDay(from first: Int) -> Int {
        guard parts["FREQ"] == "WEEKLY", let list = parts["BYDAY"] else { return first }
        let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        let begin = parts["WKST"].flatMap { names.firstIndex(of: $0) } ?? 0
        func position(_ weekday: Int) -> Int { (weekday - begin + 7) % 7 }
        let named = list.split(separator: ",").compactMap { names.firstIndex(of: String($0.suffix(2))) }.map(position)
        // 1970-01-01 was a Thursday.
        let today = position(((FeedMoment.day(first) + 3) % 7 + 7) % 7)
        guard let earliest = named.min() else { return first }
        let next = named.filter { $0 >= today }.min() ?? earliest + 7 * interval
        return first + (next - today) * 86_400
    }

    private static let units = ["SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600]
    private static let stepsAllowed = 1_000_000

    /// The last second on the event's wall; a date means all of its day.
    private func end(of first: FeedTime, in zone: FeedZone) -> Int {
        guard let until else { return .max }
        if until.isDate { return until.wall + 86_399 }
        return until.isUTC && !first.isDate ? zone.wall(at: until.wall) : until.wall
    }

    /// libical takes times of day in the order in which they stand, and stops at the first one after the end.
    private static func sorted(_ list: String, of name: String) -> String {
        guard ["BYHOUR", "BYMINUTE", "BYSECOND"].contains(name) else { return list }
        return list.split(separator: ",").sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.joined(separator: ",")
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "-")
    }
}
