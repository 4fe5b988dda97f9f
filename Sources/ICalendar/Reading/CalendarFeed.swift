// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Other people's calendars (RFC 5545). Lines, values and what belongs together are read here, within limits; what is hard,
/// recurrence rules and zones that a calendar brings along, is libical's.
public enum CalendarFeed {
    /// When the calendar's owner is busy: sorted, apart from each other, each touching the time from `from` to `to`.
    ///
    /// Cancelled and transparent events leave their time free, events without a length take none. An event whose start cannot
    /// be read is left out, a rule that cannot be read leaves its event with its first occurrence.
    /// - Parameters:
    ///   - bytes: what was fetched; one or more calendars.
    ///   - floatingZone: whose wall all-day events mean, and times without a zone or with one that nobody knows.
    public static func busy(
        _ bytes: [UInt8], from: Date, to: Date, floatingZone: TimeZone, limits: FeedLimits = FeedLimits()
    ) throws(FeedError) -> [BusyTime] {
        guard bytes.count <= limits.bytes else { throw .tooLarge }
        let outline = try FeedOutline(bytes, limits: limits)
        let window = FeedWindow(from: from, to: to)
        let meter = FeedMeter(limits: limits)
        var groups: [String: FeedSeries] = [:]
        var (order, times): ([String], [FeedSpan]) = ([], [])
        for (number, calendar) in outline.calendars.enumerated() {
            let zones = FeedZones(
                definitions: calendar.zones, named: calendar.zoneName, floating: floatingZone, window: window)
            for (index, lines) in calendar.events.enumerated() {
                guard let event = FeedEvent(lines, zones: zones) else { continue }
                // An event without a UID is on its own.
                let uid = event.uid ?? "\0\(number)\0\(index)"
                if groups[uid] == nil { order.append(uid) }
                groups[uid, default: FeedSeries()].add(event)
                try meter.check()
            }
            for line in calendar.periods { times += try FeedPeriods(line, zones: zones).spans(in: window, meter) }
        }
        for uid in order { times += try groups[uid]?.spans(in: window, meter: meter) ?? [] }
        return FeedSpan.merged(times)
    }
}
