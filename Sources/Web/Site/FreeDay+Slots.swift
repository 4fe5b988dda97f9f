// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Words

extension [Slot] {
    /// Sorted slots as the days of a choice.
    /// - Parameter value: what the form sends for a slot, and where choosing it leads.
    func byDay(
        in zone: TimeZone, words: Catalog, _ value: (Slot) -> (value: String, path: String?)
    ) -> [FreeDay] {
        var days: [FreeDay] = []
        for slot in self {
            let day = words.day(slot.start, in: zone)
            let (value, path) = value(slot)
            let time = FreeDay.Time(text: words.time(slot.start, in: zone), value: value, path: path)
            if days.last?.day == day {
                days[days.count - 1].times.append(time)
            } else {
                days.append(FreeDay(day: day, times: [time]))
            }
        }
        return days
    }
}
