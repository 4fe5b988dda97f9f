// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage
import Words

/// Makes the calendar's page from what the tables hold of its days, in the practitioner's zone and the reader's language.
struct CalendarRows {
    /// A month's day names no more than this many.
    static let mostOfMonthsDay = 4

    let spread: CalendarSpread
    let period: CalendarPeriod
    let zone: TimeZone
    let words: Catalog
    let now: Date

    private var layout: CalendarLayout { CalendarLayout(zone: zone) }
    private var today: LocalDay { LocalDay(now, in: zone) }

    func view(step: Int, watch: ArrivalWatch) -> CalendarView {
        let spans = spread.entries.map { ($0.appointment.startsAt, $0.appointment.endsAt) }
        let busySpans = spread.busy.map { ($0.start, $0.end) }
        let pieces = spread.days.map { layout.pieces(of: spans, on: $0.day) }
        let grid = CalendarGrid(
            covering: pieces.joined().map { ($0.startMinute, $0.endMinute) }
                + spread.days.flatMap(\.hours).map { ($0.startMinute, $0.endMinute) })
        let days = zip(spread.days, pieces).map { day, pieces in
            self.day(day, pieces, busy: layout.pieces(of: busySpans, on: day.day), grid)
        }
        return CalendarView(
            period: period, heading: heading, zone: words.zoneName(zone), today: today, grid: grid, days: days,
            step: step, watch: watch)
    }

    private func day(
        _ day: CalendarSpread.Day, _ pieces: [CalendarLayout.Piece], busy: [CalendarLayout.Piece], _ grid: CalendarGrid
    ) -> CalendarDay {
        let isMonth = period.kind == .month
        let shown = isMonth ? pieces.prefix(Self.mostOfMonthsDay) : pieces[...]
        let noon = day.day.start(in: zone).addingTimeInterval(12 * 3600)
        let minute = layout.minute(of: now)
        return CalendarDay(
            day: day.day, name: words.day(noon, in: zone), weekday: words("desk_calendar_weekday_\(day.day.weekday)"),
            isToday: day.day == today, isOutside: isMonth && day.day.month != period.day.month, spans: day.hours,
            hours: isMonth ? [] : day.hours.compactMap { band($0.startMinute, $0.endMinute, grid) },
            isException: day.isException, busy: busy.compactMap { band($0.startMinute, $0.endMinute, grid) },
            items: shown.map { item($0, on: day.day, grid) }, more: pieces.count - shown.count,
            changesClock: day.day.advanced(by: 1).start(in: zone).timeIntervalSince(day.day.start(in: zone)) != 86_400,
            now: day.day == today && !isMonth ? grid.classes(minute, minute + 1) : nil)
    }

    private func band(_ start: Int, _ end: Int, _ grid: CalendarGrid) -> CalendarDay.Band? {
        let text =
            start == 0 && end == 1440
            ? words("desk_calendar_all_day")
            : words("desk_calendar_span", ["start": words.wallTime(start), "end": words.wallTime(end)])
        if period.kind == .month { return CalendarDay.Band(text: text, place: "") }
        // What lies outside of what is shown is said by the list of a narrow screen alone.
        return CalendarDay.Band(text: text, place: grid.classes(start, end) ?? "cal-unplaced")
    }

    private func item(_ piece: CalendarLayout.Piece, on day: LocalDay, _ grid: CalendarGrid) -> CalendarItem {
        let entry = spread.entries[piece.index]
        let appointment = entry.appointment
        let times = (words.time(appointment.startsAt, in: zone), words.time(appointment.endsAt, in: zone))
        let place = [
            grid.classes(piece.startMinute, max(piece.endMinute, piece.startMinute + 15)) ?? "",
            CalendarGrid.lane(piece.lane, of: piece.lanes),
        ]
        return CalendarItem(
            id: appointment.id, revision: appointment.revision, client: entry.clientName, when: times.0,
            until: period.kind == .month ? nil : words("desk_calendar_span", ["start": "", "end": times.1]),
            state: ShownState(appointment.state, entry.absence), typeName: appointment.typeName,
            colour: entry.colour.flatMap { OfferLimits.colours.contains($0) ? $0 : nil },
            startMinute: piece.startMinute,
            place: period.kind == .month ? "" : place.filter { !$0.isEmpty }.joined(separator: " "),
            isMovable: [.requested, .confirmed].contains(appointment.state) && appointment.endsAt > now
                && !piece.isContinued,
            isContinued: piece.isContinued)
    }

    private var heading: String {
        func name(_ day: LocalDay, year: Bool = true) -> String {
            words.day(day.start(in: zone).addingTimeInterval(12 * 3600), in: zone, year: year)
        }
        switch period.kind {
        case .day: return name(period.day)
        case .week:
            let (first, last) = (period.days[0], period.days[6])
            return words(
                "desk_calendar_range", ["first": name(first, year: first.year != last.year), "last": name(last)])
        case .month:
            let month = words("dates_month_\(period.day.month)")
            return words("desk_calendar_of_month", ["month": month, "year": String(period.day.year)])
        }
    }
}
