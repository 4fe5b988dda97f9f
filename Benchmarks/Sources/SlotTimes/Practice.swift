// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// A practice with all that the bar names, open on weekdays from 8 to 12 and 13 to 19.
struct Practice {
    private let zone = TimeZone(identifier: "Europe/Paris")!
    private let now = Date(timeIntervalSince1970: 1_799_049_600)
    private let hours: WeeklyHours
    private let exceptions: [HoursException]
    private let shapes: [SlotShape]
    private let busy: [BusyInterval]
    private let booked: [Date]

    init() throws {
        let spans = [WallSpan(startMinute: 480, endMinute: 720)!, WallSpan(startMinute: 780, endMinute: 1140)!]
        hours = try WeeklyHours(Array(repeating: spans, count: 5))
        let today = LocalDay(now, in: zone)
        exceptions = try (0..<12).map { count in
            let day = today.advanced(by: count * 17)
            return try HoursException(first: day, last: day.advanced(by: count % 4), spans: count % 3 == 0 ? spans : [])
        }
        shapes = (1...10).map { SlotShape(lengthMinutes: $0 * 10, bufferBefore: $0 % 3 * 5, bufferAfter: $0 % 2 * 10) }
        // Spread evenly but off each other's rhythm, over a year: appointments of 50 minutes, events of 30.
        let start = now
        booked = (0..<2000).map { start.addingTimeInterval(Double($0) * 15_770) }
        let events = (0..<5000).map { start.addingTimeInterval(Double($0 % 1000) * 31_540 + Double($0 / 1000) * 9000) }
        busy =
            booked.map { BusyInterval(start: $0, end: $0.addingTimeInterval(3000)) }
            + events.map { BusyInterval(start: $0, end: $0.addingTimeInterval(1800)) }
    }

    func measure(days: Int) -> Figure {
        let today = LocalDay(now, in: zone)
        let range = today...today.advanced(by: days - 1)
        let made = availability()
        var (all, part, slots) = ([Double](), [Double](), 0)
        for _ in 0..<200 {
            all.append(Self.milliseconds { slots = count(availability().slots(shapes, days: range, now: now)) })
            part.append(Self.milliseconds { slots = count(made.slots(shapes, days: range, now: now)) })
        }
        all.sort()
        part.sort()
        return Figure(days: days, slots: slots, median: all[100], p99: all[198], medianOfDays: part[100])
    }

    private func availability() -> Availability {
        Availability(
            zone: zone, hours: hours, exceptions: exceptions,
            rules: SlotRules(stepMinutes: 15, minimumNoticeMinutes: 120, horizonDays: 400, dailyCap: 12), busy: busy,
            booked: booked)
    }

    private func count(_ lists: [[Slot]]) -> Int { lists.reduce(0) { $0 + $1.count } }

    private static func milliseconds(_ work: () -> Void) -> Double {
        let taken = ContinuousClock().measure(work).components
        return Double(taken.seconds) * 1000 + Double(taken.attoseconds) / 1e15
    }
}
