// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// What the calendar shows at once: a day, the week or the month that a day is in.
struct CalendarPeriod: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case day, week, month
    }

    let kind: Kind
    /// The day that was asked for.
    let day: LocalDay

    /// Whole weeks, Monday first, unless it is a single day.
    var days: [LocalDay] {
        let (first, count) =
            switch kind {
            case .day: (day, 1)
            case .week: (Self.monday(of: day), 7)
            case .month: (Self.monday(of: firstOfMonth), weeksOfMonth * 7)
            }
        return (0..<count).map { first.advanced(by: $0) }
    }

    var firstOfMonth: LocalDay { day.advanced(by: 1 - day.day) }

    /// The same kind of period one before or after; from a month the first day of the next.
    func moved(by count: Int) -> CalendarPeriod {
        switch kind {
        case .day: CalendarPeriod(kind: kind, day: day.advanced(by: count))
        case .week: CalendarPeriod(kind: kind, day: day.advanced(by: 7 * count))
        case .month:
            // The middle of a month is never more than half a month away from its neighbours' middles.
            CalendarPeriod(
                kind: kind,
                day: CalendarPeriod(kind: kind, day: firstOfMonth.advanced(by: 14 + 30 * count)).firstOfMonth)
        }
    }

    func `in`(_ kind: Kind) -> CalendarPeriod { CalendarPeriod(kind: kind, day: day) }

    private var weeksOfMonth: Int {
        let first = Self.monday(of: firstOfMonth)
        let next = moved(by: 1).day
        return (4...6).first { first.advanced(by: 7 * $0) >= next } ?? 6
    }

    static func monday(of day: LocalDay) -> LocalDay { day.advanced(by: 1 - day.weekday) }
}
