// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Words

extension BookWeek {
    /// Writes the addresses that a week links to.
    struct Paths: Sendable {
        /// The page with the week that begins on a day.
        var week: @Sendable (LocalDay) -> String
        /// The page of one time; nil where times are buttons.
        var slot: (@Sendable (Date) -> String)?
    }

    /// - Parameters:
    ///   - slots: every free one of the horizon, sorted.
    ///   - asked: the first day that the reader asked for; the first free day otherwise.
    init(_ slots: [Slot], from asked: LocalDay?, now: Date, in zone: TimeZone, words: Catalog, paths: Paths) {
        let today = LocalDay(now, in: zone)
        let free = slots.map { LocalDay($0.start, in: zone) }
        let last = free.last ?? today
        let first = min(max(asked ?? free.first ?? today, today), max(last, today))
        let end = first.advanced(by: 6)
        heading = words(
            "book_week",
            ["first": words.day(Self.noon(first, zone), in: zone), "last": words.day(Self.noon(end, zone), in: zone)])
        let isEarlier = free.first.map { $0 < first } ?? false
        beforePath = isEarlier ? paths.week(max(first.advanced(by: -7), free.first ?? today)) : nil
        afterPath = last > end ? paths.week(first.advanced(by: 7)) : nil
        let shown = zip(slots, free).filter { (first...end).contains($0.1) }
        var byDay: [LocalDay: [Date]] = [:]
        for (slot, day) in shown { byDay[day, default: []].append(slot.start) }
        days = byDay.keys.sorted().map { day in
            let starts = byDay[day] ?? []
            return Day(
                id: day.description, name: words.day(starts[0], in: zone),
                times: Self.times(starts, in: zone, words: words, path: paths.slot))
        }
        next = free.first { $0 > end }.map { day in
            let name = words.day(Self.noon(day, zone), in: zone)
            return (paths.week(day), words("book_next_free", ["day": name]))
        }
    }

    /// Where clocks are set back an hour comes twice: then the offset tells the two apart.
    private static func times(
        _ starts: [Date], in zone: TimeZone, words: Catalog, path: (@Sendable (Date) -> String)?
    ) -> [Time] {
        let labels = starts.map { words.time($0, in: zone) }
        return zip(starts, labels).map { start, label in
            let isTwice = labels.count { $0 == label } > 1
            let offset =
                isTwice ? words("dates_time_offset", ["time": label, "offset": zone.offset(at: start)]) : label
            return Time(value: SlotName.write(start), label: offset, path: path?(start))
        }
    }

    private static func noon(_ day: LocalDay, _ zone: TimeZone) -> Date {
        day.start(in: zone).addingTimeInterval(12 * 3600)
    }
}
