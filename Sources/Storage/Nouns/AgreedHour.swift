// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When an open appointment is, and what was agreed about it: all that the daily check reads of one.
public struct AgreedHour: Sendable {
    public let appointmentID: String
    public let startsAt: Date
    public let hostZone: String
    public let clientZone: String
    public let agreed: AgreedOffsets?
}

extension AppointmentTable {
    /// Of the practitioner's open appointments from `now` on.
    public func agreedHours(practitionerID: String, now: Date) throws -> [AgreedHour] {
        try transaction.rows(
            """
            select a.id, a.starts_at, a.time_zone, a.host_offset, a.client_offset, c.time_zone as client_zone
            from appointments as a join clients as c on c.id = a.client_id
            where a.practitioner_id = $1 and a.state in ('requested', 'confirmed') and a.starts_at >= $2
            """,
            [Value(practitionerID), Value(now)]
        ).map { row in
            let (host, client) = (try row.optionalInteger("host_offset"), try row.optionalInteger("client_offset"))
            return AgreedHour(
                appointmentID: try row.text("id"), startsAt: try row.instant("starts_at"),
                hostZone: try row.text("time_zone"), clientZone: try row.text("client_zone"),
                agreed: host.flatMap { host in client.map { AgreedOffsets(host: host, client: $0) } })
        }
    }

    /// Of an appointment of which nothing was kept when it was made.
    public func keep(_ agreed: AgreedOffsets, id: String) throws {
        try transaction.execute(
            "update appointments set host_offset = $2, client_offset = $3 where id = $1",
            [Value(id), Value(agreed.host), Value(agreed.client)])
    }
}
