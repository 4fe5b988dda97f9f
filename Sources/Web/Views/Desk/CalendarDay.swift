// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Words

/// One day of the calendar, with all that stands in it.
struct CalendarDay: Sendable {
    /// A span of time behind the appointments: hours in which one can book, or time that is taken elsewhere.
    struct Band: Sendable {
        /// “9 h – 12 h”
        var text: String
        /// Where it stands in the day's column.
        var place: String
    }

    var day: LocalDay
    /// “mardi 12 janvier”
    var name: String
    /// “mar.”
    var weekday: String
    var isToday: Bool
    /// Of the month before or after the one that is shown.
    var isOutside = false
    /// `540-720,840-1080`, in minutes of the wall clock.
    var spans: [WallSpan]
    var hours: [Band]
    /// These hours are of this date, not of every week.
    var isException: Bool
    var busy: [Band]
    var items: [CalendarItem]
    /// So many more than are listed.
    var more = 0
    /// The clock is changed on this day.
    var changesClock: Bool
    /// Where the present stands in the column, on the day of today.
    var now: String?

    func fields(_ words: Catalog) -> Fields {
        [
            "day": day.description,
            "name": name,
            "weekday": weekday,
            "number": String(day.day),
            "isToday": isToday,
            "isOutside": isOutside,
            "isEmpty": items.isEmpty && busy.isEmpty,
            "spans": spans.map { "\($0.startMinute)-\($0.endMinute)" }.joined(separator: ","),
            "hoursText": hoursText(words),
            "hoursLabel": words(
                "desk_calendar_hours_of", ["day": name, "hours": hoursText(words)]),
            "hours": hours.enumerated().map { index, band -> Fields in
                ["text": band.text, "place": band.place, "index": String(index)]
            },
            "isException": isException,
            "busy": busy.map { band -> Fields in ["text": band.text, "place": band.place] },
            "items": items.isEmpty ? nil : ["rows": items.map { $0.fields(words) }] as Fields,
            "more": more == 0 ? nil : words("desk_calendar_more", ["count": String(more)]),
            "changesClock": changesClock,
            "now": now,
            "hoursPath": SiteURL.deskCalendarHours.path + "?day=\(day)",
            "dayPath": SiteURL.deskCalendar.path + "?view=day&day=\(day)",
        ]
    }

    private func hoursText(_ words: Catalog) -> String {
        spans.isEmpty
            ? words("desk_calendar_closed") : spans.map { words.span($0) }.joined(separator: ", ")
    }
}

extension Catalog {
    /// “9 h – 12 h 30”
    func span(_ span: WallSpan) -> String {
        self("desk_calendar_span", ["start": wallTime(span.startMinute), "end": wallTime(span.endMinute)])
    }
}
