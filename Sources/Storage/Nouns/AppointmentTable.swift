// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public struct AppointmentTable {
    let transaction: any Transaction

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

    /// Those that end after `now`, earliest first.
    public func coming(practitionerID: String, now: Date, limit: Int = 200) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and starts_at + length_minutes * 60000 > $2
            order by starts_at, id limit $3
            """,
            [Value(practitionerID), Value(now), Value(limit)])
    }

    /// Those that ended by `now`, latest first.
    public func past(practitionerID: String, now: Date, limit: Int = 200) throws -> [Appointment] {
        try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and starts_at + length_minutes * 60000 <= $2
            order by starts_at desc, id limit $3
            """,
            [Value(practitionerID), Value(now), Value(limit)])
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
            and starts_at < $3 and starts_at + length_minutes * 60000 > $4 order by starts_at
            """,
            [
                Value(appointment.practitionerID), Value(appointment.id), Value(appointment.endsAt),
                Value(appointment.startsAt),
            ])
    }

    private func refuseOverlap(of appointment: Appointment) throws {
        guard appointment.state == .confirmed, try !overlapping(appointment).isEmpty else { return }
        throw StorageError.slotTaken
    }
}

extension Transaction {
    public var appointments: AppointmentTable { AppointmentTable(transaction: self) }
}
