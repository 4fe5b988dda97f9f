// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Words

/// The practitioner's calendar of a day, a week or a month.
struct CalendarView: View {
    static let template = "desk/calendar"

    var period: CalendarPeriod
    /// “Semaine du lundi 11 au dimanche 17 janvier 2027”
    var heading: String
    /// The practitioner's zone by name: “heure de Paris”.
    var zone: String
    var today: LocalDay
    var grid: CalendarGrid
    var days: [CalendarDay]
    /// Minutes between two places that an appointment is moved to.
    var step: Int
    var watch: ArrivalWatch?

    func title(_ words: Catalog) -> String { words("desk_calendar_title") }

    func fields(_ words: Catalog) -> Fields {
        let isMonth = period.kind == .month
        return [
            "heading": heading,
            "here": Self.path(period),
            "zone": zone,
            "kind": period.kind.rawValue,
            "isMonth": isMonth,
            "views": CalendarPeriod.Kind.allCases.map { kind -> Fields in
                [
                    "word": words("desk_calendar_\(kind.rawValue)"), "path": Self.path(period.in(kind)),
                    "isCurrent": kind == period.kind,
                ]
            },
            "previousPath": Self.path(period.moved(by: -1)),
            "nextPath": Self.path(period.moved(by: 1)),
            "todayPath": Self.path(CalendarPeriod(kind: period.kind, day: today)),
            "previousWord": words("desk_calendar_previous_\(period.kind.rawValue)"),
            "nextWord": words("desk_calendar_next_\(period.kind.rawValue)"),
            "from": String(grid.from),
            "to": String(grid.to),
            "step": String(step),
            "perRow": isMonth ? "7" : String(days.count),
            "hours": isMonth ? [] : grid.hours.map { words.wallTime($0) },
            "weekdays": (1...7).map { words("desk_calendar_weekday_\($0)") },
            "days": days.map { $0.fields(words) },
            "gridPath": SiteURL.deskCalendarGrid.path,
            "backPath": SiteURL.desk.path,
            "newPath": SiteURL.newAppointment.path,
            "watch": watch?.fields,
        ]
    }

    static func path(_ period: CalendarPeriod) -> String {
        SiteURL.deskCalendar.path + "?view=\(period.kind.rawValue)&day=\(period.day)"
    }

    static var samples: [CalendarView] {
        guard let day = LocalDay("2027-01-12"), let span = WallSpan(startMinute: 540, endMinute: 720) else { return [] }
        let band = CalendarDay.Band(text: "9 h – 12 h", place: "row-0 rows-36")
        return CalendarPeriod.Kind.allCases.map { kind in
            let period = CalendarPeriod(kind: kind, day: day)
            return CalendarView(
                period: period, heading: "Semaine du lundi 11 au dimanche 17 janvier 2027", zone: "heure de Paris",
                today: day, grid: CalendarGrid(covering: []),
                days: period.days.enumerated().map { index, one in
                    CalendarDay(
                        day: one, name: "mardi 12 janvier", weekday: "mar.", isToday: one == day, isOutside: index > 20,
                        spans: index == 6 ? [] : [span], hours: index == 6 ? [] : [band], isException: index == 2,
                        busy: index == 0 ? [band] : [], items: index == 0 ? CalendarItem.samples : [],
                        more: index == 0 ? 3 : 0, changesClock: index == 0)
                }, step: 15, watch: kind == .day ? nil : .sample)
        }
    }
}
