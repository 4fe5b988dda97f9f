// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// What a scenario offers, found the slow and plain way: minute after minute, each asked of Foundation's calendar.
struct PlainOffer {
    private struct Minute {
        let instant: Int
        let day: LocalDay
        let minute: Int
        /// Whether the wall showed the same before.
        let isSecond: Bool
    }

    private let scenario: Scenario
    private let minutes: [Minute]

    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = scenario.zone
        let first = Int(scenario.days.lowerBound.start(in: scenario.zone).timeIntervalSince1970) - 7200
        var shown: Set<DateComponents> = []
        minutes = (0..<(5 * 1440)).map { count in
            let instant = first + count * 60
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(instant)))
            return Minute(
                instant: instant, day: LocalDay(year: parts.year!, month: parts.month!, day: parts.day!)!,
                minute: parts.hour! * 60 + parts.minute!, isSecond: !shown.insert(parts).inserted)
        }
    }

    /// Starts, in seconds since 1970.
    func starts() -> [Int] {
        minutes.indices.filter { isFree($0) }.map { minutes[$0].instant }
    }

    private func isFree(_ index: Int) -> Bool {
        let (start, rules, shape) = (minutes[index], scenario.rules, scenario.shape)
        let now = scenario.now.timeIntervalSince1970
        guard !start.isSecond, scenario.days.contains(start.day), index + shape.lengthMinutes <= minutes.count,
            Double(start.instant) >= now + Double(rules.minimumNoticeMinutes * 60),
            start.day <= LocalDay(scenario.now, in: scenario.zone).advanced(by: rules.horizonDays)
        else { return false }
        let span = spans(on: start.day).first { $0.startMinute <= start.minute && start.minute < $0.endMinute }
        guard let span, (start.minute - span.startMinute) % rules.stepMinutes == 0,
            minutes[index..<(index + shape.lengthMinutes)].allSatisfy({
                $0.day == start.day && span.startMinute <= $0.minute && $0.minute < span.endMinute
            })
        else { return false }
        let from = Double(start.instant - shape.bufferBefore * 60)
        let to = Double(start.instant + (shape.lengthMinutes + shape.bufferAfter) * 60)
        guard
            scenario.busy.allSatisfy({
                $0.end <= $0.start || $0.end.timeIntervalSince1970 <= from || $0.start.timeIntervalSince1970 >= to
            })
        else { return false }
        let count = scenario.booked.count { LocalDay($0, in: scenario.zone) == start.day }
        return rules.dailyCap.map { count < $0 } ?? true
    }

    private func spans(on day: LocalDay) -> [WallSpan] {
        let covering = scenario.exceptions.filter { $0.first <= day && day <= $0.last }
        let shortest = covering.map { $0.first.distance(to: $0.last) }.min()
        let winner = covering.last { $0.first.distance(to: $0.last) == shortest }
        return winner?.spans ?? scenario.hours.days[day.weekday - 1]
    }
}
