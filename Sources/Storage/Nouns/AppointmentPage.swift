// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension AppointmentTable {
    /// A practitioner's appointments that start in `from ..< to`, by start and id, from behind `after`.
    public func page(
        practitionerID: String, from: Date, to: Date, state: AppointmentState?, after: (startsAt: Date, id: String)?,
        limit: Int
    ) throws -> [Appointment] {
        let start = max(from, after?.startsAt ?? from)
        let last = after.map { $0.startsAt == start ? $0.id : "" } ?? ""
        return try transaction.all(
            Appointment.self,
            """
            where practitioner_id = $1 and starts_at >= $2 and starts_at < $3 and (starts_at > $2 or id > $4)
            \(state == nil ? "" : "and state = $6") order by starts_at, id limit $5
            """,
            [Value(practitionerID), Value(start), Value(to), Value(last), Value(limit)]
                + (state.map { [Value($0)] } ?? []))
    }
}
