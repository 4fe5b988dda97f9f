// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Words

/// The hours of one day, which may differ from those of every week. Fields: `day`, `from0` and `to0` (`09:30`) to the last
/// row, and `weekly` when the day shall be like every week again.
struct CalendarHoursView: View {
    static let template = "desk/calendar-hours"
    /// Rows of the form, at least.
    static let rows = 4

    struct Row: Sendable {
        var from: String
        var to: String
    }

    var day: LocalDay
    /// “mardi 12 janvier”
    var name: String
    var spans: [Row]
    /// What is wrong with them.
    var error: String?
    /// This day has hours of its own.
    var isException: Bool

    func title(_ words: Catalog) -> String { words("desk_hours_title", ["day": name]) }

    func fields(_ words: Catalog) -> Fields {
        let empty = Row(from: "", to: "")
        let rows = spans + Array(repeating: empty, count: max(1, Self.rows - spans.count))
        return [
            "heading": title(words),
            "day": day.description,
            "error": error,
            "isException": isException,
            "rows": rows.prefix(12).enumerated().map { index, row -> Fields in
                [
                    "index": String(index), "from": row.from, "to": row.to,
                    "legend": words("desk_hours_span", ["number": String(index + 1)]),
                ]
            },
            "action": SiteURL.deskCalendarHours.path,
            "backPath": CalendarView.path(CalendarPeriod(kind: .week, day: day)),
        ]
    }

    static var samples: [CalendarHoursView] {
        guard let day = LocalDay("2027-01-12") else { return [] }
        return [
            CalendarHoursView(
                day: day, name: "mardi 12 janvier", spans: [Row(from: "09:00", to: "12:30")], error: nil,
                isException: true),
            CalendarHoursView(day: day, name: "mardi 12 janvier", spans: [], error: "?", isException: false),
        ]
    }
}
