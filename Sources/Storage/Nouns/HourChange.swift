// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// That the clocks will show another hour at an appointment's start than was agreed, because the rules of a zone changed. The
/// instant stays as it is.
public struct HourChange: Sendable, Equatable {
    public var appointmentID: String
    public var practitionerID: String
    public var foundAt: Date

    public init(appointmentID: String, practitionerID: String, foundAt: Date) {
        self.appointmentID = appointmentID
        self.practitionerID = practitionerID
        self.foundAt = foundAt
    }
}

extension HourChange: Record {
    static let table = "hour_changes"
    static let columns = ["appointment_id", "practitioner_id", "found_at"]

    var values: [Value] { [Value(appointmentID), Value(practitionerID), Value(foundAt)] }

    init(row: Row) throws {
        appointmentID = try row.text("appointment_id")
        practitionerID = try row.text("practitioner_id")
        foundAt = try row.instant("found_at")
    }
}

public struct HourChangeTable {
    let transaction: any Transaction

    public func list(practitionerID: String) throws -> [HourChange] {
        try transaction.all(HourChange.self, "where practitioner_id = $1", [Value(practitionerID)])
    }

    /// Finding it again changes nothing.
    public func save(_ change: HourChange) throws {
        _ = try transaction.insertIfAbsent(change)
    }

    public func delete(appointmentID: String) throws {
        try transaction.execute("delete from hour_changes where appointment_id = $1", [Value(appointmentID)])
    }
}

extension Transaction {
    public var hourChanges: HourChangeTable { HourChangeTable(transaction: self) }
}
