// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Limits: notice, horizon, and the number of appointments a day.
struct BookingLimits {
    private let now: Int
    private let earliest: Int
    private let bookable: ClosedRange<LocalDay>
    private let dailyCap: Int?

    init(rules: SlotRules, now: Date, zone: TimeZone) {
        self.now = now.secondsUp
        earliest = self.now + rules.minimumNoticeMinutes * 60
        let today = LocalDay(now, in: zone)
        bookable = today...today.advanced(by: rules.horizonDays)
        dailyCap = rules.dailyCap
    }

    /// The days of these that can be booked at all; nil when there are none.
    func within(_ days: ClosedRange<LocalDay>) -> ClosedRange<LocalDay>? {
        days.overlaps(bookable) ? days.clamped(to: bookable) : nil
    }

    func refusal(start: Int) -> SlotRefusal? {
        if start < now { return .past }
        return start < earliest ? .tooSoon : nil
    }

    /// - Parameter count: the appointments that start on the day already.
    func refusal(count: Int) -> SlotRefusal? {
        guard let dailyCap else { return nil }
        return count < dailyCap ? nil : .dayFull
    }
}
