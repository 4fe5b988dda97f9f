// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public struct AppointmentTable {
    let transaction: any Transaction

    /// The database refuses longer ones: what overlaps an instant started less than this before it.
    static let longest: TimeInterval = 86_400
    /// The same in minutes, with a buffer of four hours before and one after.
    private static let longestReach = 1440 + 2 * 240

    public func find(id: String) throws -> Appointment? {
        try transaction.first(Appointment.self, "where id = $1", [Value(id)])
    }

    public func find(joinTokenHash hash: String) throws -> Appointment? {
        try transaction.first(Appointment.self, "where join_token_hash = $1", [Value(hash)])
    }

    public func find(manageTokenHash hash: String) throws -> Appointment? {
        try transaction.first(Appointment.self, "where manage_token_hash = $1", [Value(hash)])
    }

    /// Those that start in `from ..< to`, earliest first.
    public func list(practitionerID: String, from: Date, to: Date) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            "where practitioner_id = $1 and starts_at >= $2 and starts_at < $3 order by starts_at, id",
            [Value(practitionerID), Value(from), Value(to)])
    }

    /// The requests and confirmed appointments that end after `now`, earliest first.
    public func coming(practitionerID: String, now: Date, limit: Int = 200) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and starts_at > $4 and starts_at + length_minutes * 60000 > $2
            and state in ('requested', 'confirmed')
            order by starts_at, id limit $3
            """,
            [Value(practitionerID), Value(now), Value(limit), Value(now - Self.longest)])
    }

    /// Those that ended by `now`, latest first.
    public func past(practitionerID: String, now: Date, limit: Int = 200) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and starts_at < $2 and starts_at + length_minutes * 60000 <= $2
            order by starts_at desc, id limit $3
            """,
            [Value(practitionerID), Value(now), Value(limit)])
    }

    /// How many a client ever had, in every state.
    public func count(clientID: String) throws -> Int {
        let rows = try transaction.rows(
            "select count(*) as number from appointments where client_id = $1", [Value(clientID)])
        return try rows.first?.integer("number") ?? 0
    }

    /// - Throws: ``StorageError/slotTaken`` when it is confirmed and overlaps another confirmed one.
    public func insert(_ appointment: Appointment) throws {
        try refuseOverlap(of: appointment)
        try transaction.insert(appointment)
    }

    /// - Parameter state: the state that this change starts from.
    /// - Throws: ``StorageError/slotTaken`` when it is confirmed and overlaps another confirmed one,
    ///   ``StorageError/notFound`` when the row is not there or not in `state`.
    public func update(_ appointment: Appointment, from state: AppointmentState) throws {
        try refuseOverlap(of: appointment)
        let number = Appointment.columns.count + 1
        try transaction.update(appointment, and: "and state = $\(number)", [Value(state)])
    }

    /// The confirmed appointments of the practitioner that overlap `appointment`, without itself. Touching is no overlap.
    public func overlapping(_ appointment: Appointment) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and state = 'confirmed' and id <> $2
            and starts_at < $3 and starts_at > $5 and starts_at + length_minutes * 60000 > $4 order by starts_at
            """,
            [
                Value(appointment.practitionerID), Value(appointment.id), Value(appointment.endsAt),
                Value(appointment.startsAt), Value(appointment.startsAt - Self.longest),
            ])
    }

    /// The requests and confirmed appointments of a practitioner that start in `from ..< to`, earliest first.
    public func open(practitionerID: String, from: Date, to: Date) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and state in ('requested', 'confirmed') and starts_at >= $2 and starts_at < $3
            order by starts_at, id
            """,
            [Value(practitionerID), Value(from), Value(to)])
    }

    /// What those of ``open(practitionerID:from:to:)`` keep busy: less to read where there are thousands.
    public func taken(practitionerID: String, from: Date, to: Date) throws -> [TakenTime] {
        try transaction.rows(
            """
            select id, state, starts_at, length_minutes, buffer_before, buffer_after, hold_until from appointments
            where practitioner_id = $1 and state in ('requested', 'confirmed') and starts_at >= $2 and starts_at < $3
            """,
            [Value(practitionerID), Value(from), Value(to)]
        ).map(TakenTime.init(row:))
    }

    /// Those of ``taken(practitionerID:from:to:)`` that keep something of `from ..< to` busy themselves, with their buffers.
    ///
    /// They start no further away than the practitioner's longest lasts. Without rules, where that is not noted, it is the
    /// longest that there may be: a day and the longest buffers.
    public func taken(practitionerID: String, touching from: Date, to: Date) throws -> [TakenTime] {
        let reach = """
            coalesce((select reach_minutes from booking_rules where practitioner_id = $1), \(Self.longestReach)) * 60000
            """
        return try transaction.rows(
            """
            select id, state, starts_at, length_minutes, buffer_before, buffer_after, hold_until from appointments
            where practitioner_id = $1 and state in ('requested', 'confirmed')
            and starts_at > $2 - \(reach) and starts_at < $3 + \(reach)
            and starts_at + (length_minutes + buffer_after) * 60000 > $2 and starts_at - buffer_before * 60000 < $3
            """,
            [Value(practitionerID), Value(from), Value(to)]
        ).map(TakenTime.init(row:))
    }

    /// The requests of a practitioner that wait for an answer, those that start first before.
    public func requests(practitionerID: String, limit: Int = 200, offset: Int = 0) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and state in ('requested', 'confirmed') and state = 'requested'
            order by +starts_at, id limit $2 offset $3
            """,
            [Value(practitionerID), Value(limit), Value(offset)])
    }

    /// The requests and confirmed appointments that somebody with this address has with a practitioner, from `now` on.
    ///
    /// The address's few clients come first (`cross join` keeps that order), not the practitioner's many appointments.
    /// - Parameter email: whatever its case.
    public func open(email: String, practitionerID: String, now: Date) throws -> [Appointment] {
        let columns = Appointment.columns.map { "a.\($0)" }.joined(separator: ", ")
        return try transaction.rows(
            """
            select \(columns) from clients as c cross join appointments as a
            where lower(c.email) = $1 and a.client_id = c.id and a.practitioner_id = $2
            and a.state in ('requested', 'confirmed')
            and a.starts_at > $3 order by a.starts_at, a.id
            """,
            [Value(email.lowercased()), Value(practitionerID), Value(now)]
        ).map(Appointment.init(row:))
    }

    private func refuseOverlap(of appointment: Appointment) throws {
        guard appointment.state == .confirmed, try !overlapping(appointment).isEmpty else { return }
        throw StorageError.slotTaken
    }
}

extension Transaction {
    public var appointments: AppointmentTable { AppointmentTable(transaction: self) }
}
