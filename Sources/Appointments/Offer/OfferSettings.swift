// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// The rows that say when a practitioner can be booked, apart from what is taken.
struct OfferSettings: Sendable {
    let rules: BookingRules
    let host: Account
    let hours: WeeklyHours
    let exceptions: [HoursException]
    let zone: TimeZone
    /// False when it is known that no other calendar says when the practitioner is busy.
    var mayHaveFeeds = true

    private init(rules: BookingRules, host: Account, hours: WeeklyHours, exceptions: [HoursException]) {
        (self.rules, self.host, self.hours, self.exceptions) = (rules, host, hours, exceptions)
        zone = TimeZone(identifier: host.timeZone) ?? .gmt
    }

    /// - Parameters:
    ///   - first: the day from which exceptions count; nil: what can still be booked.
    ///   - host: when it was read already.
    /// - Throws: ``OfferError/notFound`` when the practitioner is no longer one.
    static func load(
        _ rules: BookingRules, host: Account? = nil, now: Date, since first: LocalDay? = nil,
        in transaction: any Transaction
    ) throws -> OfferSettings {
        guard let host = try host ?? transaction.accounts.find(id: rules.practitionerID),
            Access.mayAct(host, for: rules.practitionerID)
        else { throw OfferError.notFound }
        return try load(rules, of: host, now: now, since: first, in: transaction)
    }

    /// The same of a practitioner who may not be one any longer: whoever offers this asks.
    static func load(
        _ rules: BookingRules, of host: Account, now: Date, since first: LocalDay? = nil,
        in transaction: any Transaction
    ) throws -> OfferSettings {
        // A day before today, because today is another day elsewhere.
        let first = first ?? LocalDay(now.addingTimeInterval(-86_400), in: .gmt)
        let exceptions = try transaction.hourExceptions.list(practitionerID: host.id, since: first.description)
        return OfferSettings(
            rules: rules, host: host, hours: week(try transaction.weeklyHours.list(practitionerID: host.id)),
            exceptions: exceptions.compactMap(exception))
    }

    /// As they would be if the draft were saved.
    /// - Throws: ``OfferError/invalid(_:)`` for a draft that would not be.
    func with(_ draft: OfferDraft) throws(OfferError) -> OfferSettings {
        var (rules, hours, exceptions) = (rules, hours, exceptions)
        if let form = draft.rules { rules = try form.read(over: rules) }
        if let days = draft.week { hours = Self.week(try OfferBook.read(days, practitionerID: host.id)) }
        if let form = draft.exception,
            let exception = Self.exception(try form.read(id: "", practitionerID: host.id))
        {
            exceptions.removeAll { ($0.first, $0.last) == (exception.first, exception.last) }
            exceptions.append(exception)
        }
        return OfferSettings(rules: rules, host: host, hours: hours, exceptions: exceptions)
    }

    func availability(_ taken: TakenTimes) -> Availability {
        Availability(
            zone: zone, hours: hours, exceptions: exceptions,
            rules: SlotRules(
                stepMinutes: rules.stepMinutes, minimumNoticeMinutes: rules.minimumNoticeMinutes,
                horizonDays: rules.horizonDays, dailyCap: rules.dailyCap),
            busy: taken.busy, booked: taken.booked)
    }

    /// Rows that overlap, which no form lets through, are a closed week: nobody is booked by mistake.
    static func week(_ rows: [WeeklyHour]) -> WeeklyHours {
        var days = [[WallSpan]](repeating: [], count: 7)
        for row in rows where (1...7).contains(row.weekday) {
            guard let span = WallSpan(startMinute: row.startMinute, endMinute: row.endMinute) else { continue }
            days[row.weekday - 1].append(span)
        }
        return (try? WeeklyHours(days)) ?? .closed
    }

    private static func exception(_ row: HourException) -> HoursException? {
        guard let first = LocalDay(row.firstDay), let last = LocalDay(row.lastDay) else { return nil }
        return try? HoursException(first: first, last: last, spans: row.openSpans)
    }
}

extension AppointmentType {
    /// The time that one of them takes.
    public var shape: SlotShape {
        SlotShape(lengthMinutes: lengthMinutes, bufferBefore: bufferBefore, bufferAfter: bufferAfter)
    }
}
