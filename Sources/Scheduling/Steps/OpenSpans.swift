// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Hours → exceptions: the spans on the wall in which a day is open.
enum OpenSpans {
    /// Of the exceptions that cover the day the shortest range wins, of equal ones the later in the list.
    static func on(_ day: LocalDay, hours: WeeklyHours, exceptions: [HoursException]) -> [WallSpan] {
        var winner: HoursException?
        for exception in exceptions where exception.covers(day) {
            if let current = winner, current.length < exception.length { continue }
            winner = exception
        }
        return winner?.spans ?? hours.spans(on: day)
    }
}
