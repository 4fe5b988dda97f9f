// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How many there were in one week; weeks are counted from 0, seven days each, from the start that was asked for.
public struct WeekCount: Sendable, Equatable {
    public let week: Int
    /// Nil where there are no states.
    public let state: AppointmentState?
    public let count: Int
    /// From being made to the start, added up, in milliseconds; 0 for mails.
    public let lead: Int
    /// How many of them are missed though the client was there; 0 for mails.
    public let inVain: Int

    static let length = 604_800_000
}

extension AppointmentTable {
    /// The appointments that start in `from ..< to`, by week and state.
    /// - Parameters:
    ///   - opensBefore: how many minutes before the start a personal link lets in.
    ///   - closesAfter: how many minutes after the end it does no more.
    public func weeks(
        practitionerID: String, opensBefore: Int, closesAfter: Int, from: Date, to: Date
    ) throws -> [WeekCount] {
        try transaction.rows(
            """
            select (starts_at - $2) / \(WeekCount.length) as week, state, count(*) as number,
            sum(starts_at - created_at) as lead,
            sum(case when state = 'missed' and exists (select 1 from attendance where appointment_id = appointments.id
              and at >= starts_at - $4 and (event in ('knocked', 'admitted') or event = 'arrived'
              and at < starts_at + (length_minutes + delay_minutes) * 60000 + $5)) and not exists (select 1 from
              attendance where appointment_id = appointments.id and at >= starts_at - $4 and event = 'connected')
              then 1 else 0 end) as in_vain
            from appointments where practitioner_id = $1 and starts_at >= $2 and starts_at < $3 group by 1, 2 order by 1, 2
            """,
            [Value(practitionerID), Value(from), Value(to), Value(opensBefore * 60_000), Value(closesAfter * 60_000)]
        ).map { row in
            WeekCount(
                week: try row.integer("week"), state: try row.word("state"), count: try row.integer("number"),
                lead: try row.integer("lead"), inVain: try row.integer("in_vain"))
        }
    }

    /// Every appointment of an entry of a client's.
    public func list(clientID: String) throws -> [Appointment] {
        try transaction.all(Appointment.self, "where client_id = $1 order by starts_at, id", [Value(clientID)])
    }
}

extension OutboxTable {
    /// The mails that were made in `from ..< to`, by week.
    public func weeks(practiceID: String, from: Date, to: Date) throws -> [WeekCount] {
        try transaction.rows(
            """
            select week, count(*) as number from (
              select (created_at - $2) / \(WeekCount.length) as week from outbox
              where practitioner_id in (select id from accounts where practice_id = $1)
              and created_at >= $2 and created_at < $3
              union all
              select (created_at - $2) / \(WeekCount.length) from outbox
              where practitioner_id is null and practice_id = $1 and created_at >= $2 and created_at < $3
            ) group by 1 order by 1
            """,
            [Value(practiceID), Value(from), Value(to)]
        ).map {
            WeekCount(week: try $0.integer("week"), state: nil, count: try $0.integer("number"), lead: 0, inVain: 0)
        }
    }
}
