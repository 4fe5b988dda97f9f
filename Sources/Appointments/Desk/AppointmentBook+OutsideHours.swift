// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Coming appointments that do not lie in the hours as they are now: closing a day cancels nothing, so they stay until somebody
/// moves or cancels them.
public struct OutsideHours: Sendable {
    /// Earliest first.
    public var appointments: [AppointmentDetails] = []
    public var hasMore = false
}

extension AppointmentBook {
    /// How many of the coming ones are looked at: who has more finds the rest when these are settled.
    private static let mostLookedAt = 1000

    /// - Parameter most: how many are named.
    /// - Throws: ``AppointmentError/notFound`` when the account holds no appointments.
    public func outsideHours(by account: Account, most: Int = 20) async throws -> OutsideHours {
        let (now, zone) = (clock.now, TimeZone(identifier: account.timeZone) ?? .gmt)
        let coming = try await coming(by: account, limit: Self.mostLookedAt)
        guard let first = coming.first?.appointment, let last = coming.last?.appointment else { return OutsideHours() }
        let days = ClosedRange(from: min(first.startsAt, now), to: last.startsAt, in: zone)
        let hours = Dictionary(uniqueKeysWithValues: try await offers.openHours(days, by: account).map { ($0, $1) })
        let outside = coming.lazy.filter { details in
            let day = LocalDay(details.appointment.startsAt, in: zone)
            return !details.appointment.lies(in: hours[day] ?? [], on: day, in: zone)
        }
        let named = Array(outside.prefix(most + 1))
        return OutsideHours(appointments: Array(named.prefix(most)), hasMore: named.count > most)
    }
}

extension Appointment {
    /// Whether one of the day's hours has room for all of it.
    func lies(in spans: [WallSpan], on day: LocalDay, in zone: TimeZone) -> Bool {
        spans.contains { span in
            guard let start = day.instant(minute: span.startMinute, in: zone),
                let end = day.instant(minute: span.endMinute, in: zone)
            else { return false }
            return start <= startsAt && endsAt <= end
        }
    }
}
