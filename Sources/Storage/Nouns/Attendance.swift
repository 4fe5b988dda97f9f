// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum AttendanceEvent: String, Sendable, CaseIterable {
    case arrived
    case knocked
    case refused
    case admitted
    case connected
    case ended
    /// Noted when it was settled: the server had not run since the door opened, and saw nobody.
    case unseen
}

/// Who came when: what *held* and *missed* are proposed from.
public struct Attendance: Sendable, Equatable {
    public var appointmentID: String
    public var event: AttendanceEvent
    public var at: Date
    /// A word of a closed list (why a call ended), never free text.
    public var detail: String?

    public init(appointmentID: String, event: AttendanceEvent, at: Date, detail: String? = nil) {
        self.appointmentID = appointmentID
        self.event = event
        self.at = at
        self.detail = detail
    }
}

extension Attendance: Record {
    static let table = "attendance"
    static let columns = ["appointment_id", "event", "at", "detail"]

    var values: [Value] { [Value(appointmentID), Value(event), Value(at), Value(detail)] }

    init(row: Row) throws {
        appointmentID = try row.text("appointment_id")
        event = try row.word("event")
        at = try row.instant("at")
        detail = try row.optionalText("detail")
    }
}

public struct AttendanceTable {
    let transaction: any Transaction

    public func insert(_ attendance: Attendance) throws {
        try transaction.insert(attendance)
    }

    /// In the order of events.
    public func list(appointmentID: String) throws -> [Attendance] {
        try transaction.all(Attendance.self, "where appointment_id = $1 order by at", [Value(appointmentID)])
    }
}

extension Transaction {
    public var attendance: AttendanceTable { AttendanceTable(transaction: self) }
}
