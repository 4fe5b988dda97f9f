// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// All that a practitioner's calendar shows of some days.
public struct CalendarSpread: Sendable {
    public struct Entry: Sendable {
        public var appointment: Appointment
        public var clientName: String
        /// One of ``OfferLimits/colours``: its type's; nil for one that was written down by hand.
        public var colour: String?
        /// Of a missed one.
        public var absence: Absence?
    }

    public struct Day: Sendable {
        public var day: LocalDay
        /// In which it can be booked.
        public var hours: [WallSpan]
        /// They differ from those of every week.
        public var isException: Bool
    }

    /// Requests, and what is or was confirmed, earliest first; also what began before the first day and reaches into it.
    public var entries: [Entry]
    /// Of the practitioner's other calendars: when, and nothing else.
    public var busy: [BusyInterval]
    public var days: [Day]
}

extension AppointmentBook {
    /// - Throws: ``AppointmentError/notFound`` when the account holds no appointments.
    public func calendar(
        _ days: ClosedRange<LocalDay>, in zone: TimeZone, by account: Account
    ) async throws -> CalendarSpread {
        guard Access.mayAct(account, for: account.id) else { throw AppointmentError.notFound }
        let (from, to) = (days.lowerBound.start(in: zone), days.upperBound.advanced(by: 1).start(in: zone))
        let hours = try await offers.openHours(days, by: account)
        return try await store.read { transaction in
            let shown: Set<AppointmentState> = [.requested, .confirmed, .held, .missed]
            let found = try transaction.appointments
                .list(practitionerID: account.id, from: from.addingTimeInterval(-86_400), to: to)
                .filter { $0.endsAt > from && shown.contains($0.state) }
            let clients = try transaction.clients.find(ids: found.map(\.clientID))
            var colours: [String: String] = [:]
            for id in Set(found.compactMap(\.typeID)) {
                colours[id] = try transaction.appointmentTypes.find(id: id)?.colour
            }
            let practitioner = try transaction.practitioners.find(accountID: account.id)
            let exceptions = try transaction.hourExceptions.list(practitionerID: account.id)
            let busy = try transaction.busyFeeds.spans(practitionerID: account.id, from: from, to: to)
            return CalendarSpread(
                entries: try found.map { found in
                    CalendarSpread.Entry(
                        appointment: found, clientName: clients[found.clientID]?.name ?? "",
                        colour: found.typeID.flatMap { colours[$0] },
                        absence: try practitioner.flatMap { try Absence(of: found, $0, in: transaction) })
                },
                busy: Self.merged(busy),
                days: hours.map { day, spans in
                    let name = day.description
                    return CalendarSpread.Day(
                        day: day, hours: spans,
                        isException: exceptions.contains { $0.firstDay <= name && name <= $0.lastDay })
                })
        }
    }

    /// Several calendars may be busy at once; here that is one time.
    private static func merged(_ spans: [BusySpan]) -> [BusyInterval] {
        var merged: [BusyInterval] = []
        for span in spans.sorted(by: { $0.startsAt < $1.startsAt }) {
            if let last = merged.last, span.startsAt <= last.end {
                merged[merged.count - 1] = BusyInterval(start: last.start, end: max(last.end, span.endsAt))
            } else {
                merged.append(BusyInterval(start: span.startsAt, end: span.endsAt))
            }
        }
        return merged
    }
}
