// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A VEVENT: when it is, not what.
struct FeedEvent {
    /// An RDATE; a period has an end of its own.
    struct Addition {
        let start: FeedMoment
        let end: Int?
    }

    let uid: String?
    let sequence: Int
    let start: FeedMoment
    let length: FeedLength
    let rules: [RecurrenceRule]
    let additions: [Addition]
    /// EXDATE.
    let exclusions: [FeedMoment]
    /// RECURRENCE-ID: the occurrence that this event is in place of.
    let replaced: FeedMoment?
    /// RANGE=THISANDFUTURE: and all that follow it.
    let isForAllThatFollow: Bool
    /// Neither cancelled nor transparent.
    let isBusy: Bool

    /// Nil without a start that can be read.
    init?(_ lines: [FeedLine], zones: FeedZones) {
        func first(_ name: String) -> FeedLine? { lines.first { $0.name == name } }
        func moment(_ name: String) -> FeedMoment? {
            first(name).flatMap { FeedMoment($0.value, of: $0, zones: zones) }
        }
        func says(_ name: String, _ value: String) -> Bool { first(name)?.value.uppercased() == value }
        guard let start = moment("DTSTART") else { return nil }
        self.start = start
        uid = first("UID")?.value
        sequence = first("SEQUENCE").flatMap { Int($0.value) } ?? 0
        length = FeedLength(
            start: start, end: moment("DTEND"), duration: first("DURATION").flatMap { FeedDuration($0.value) })
        rules = lines.filter { $0.name == "RRULE" }.compactMap { RecurrenceRule($0.value) }
        additions = lines.filter { $0.name == "RDATE" }.flatMap { line in
            line.values.compactMap { Self.addition($0, of: line, start: start, zones: zones) }
        }
        exclusions = lines.filter { $0.name == "EXDATE" }.flatMap { line in
            line.values.compactMap { FeedMoment($0, of: line, zones: zones) }
        }
        replaced = moment("RECURRENCE-ID")
        isForAllThatFollow = first("RECURRENCE-ID")?.parameters["RANGE"]?.uppercased() == "THISANDFUTURE"
        isBusy = !says("STATUS", "CANCELLED") && !says("TRANSP", "TRANSPARENT")
    }

    /// A time, a date (at the event's own time of day) or a period.
    private static func addition(
        _ text: Substring, of line: FeedLine, start: FeedMoment, zones: FeedZones
    ) -> Addition? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let found = FeedMoment(parts[0], of: line, zones: zones) else { return nil }
        if parts.count == 2, let end = FeedMoment(parts[1], of: line, zones: zones) {
            return Addition(start: found, end: end.instant)
        }
        if parts.count == 2, let duration = FeedDuration(parts[1]) {
            let length = FeedLength(start: found, end: nil, duration: duration)
            return Addition(start: found, end: length.end(wall: found.time.wall, in: found.zone))
        }
        guard found.time.isDate, !start.time.isDate else { return Addition(start: found, end: nil) }
        let wall = found.time.wall + start.time.wall - start.day * 86_400
        return Addition(start: FeedMoment(FeedTime(wall: wall), in: start.zone), end: nil)
    }
}
