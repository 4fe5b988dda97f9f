// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum DueKind: String, Sendable, CaseIterable {
    /// 24 hours before the start.
    case reminderDay = "reminder_day"
    /// 1 hour before the start.
    case reminderHour = "reminder_hour"
    /// 10 minutes before the start.
    case doorOpen = "door_open"
    /// A request that nobody answered.
    case expire
    /// Held or missed, at the end of the knock window.
    case settle
    /// Personal data whose time is over.
    case retention
    /// Holds and remembered answers that are over.
    case forget
}

/// Something that is to be done at a time. It is done in the transaction that deletes it, so it is done once.
public struct DueTask: Sendable, Equatable {
    /// Unique: the same task is not planned twice.
    public var key: String
    public var kind: DueKind
    /// Nil for what concerns the whole site.
    public var appointmentID: String?
    public var dueAt: Date
    /// After this it is dropped undone; nil when late is better than never.
    public var lateAfter: Date?

    public init(key: String, kind: DueKind, appointmentID: String? = nil, dueAt: Date, lateAfter: Date? = nil) {
        self.key = key
        self.kind = kind
        self.appointmentID = appointmentID
        self.dueAt = dueAt
        self.lateAfter = lateAfter
    }
}

extension DueTask: Record {
    static let table = "due_tasks"
    static let columns = ["key", "kind", "appointment_id", "due_at", "late_after"]

    var values: [Value] { [Value(key), Value(kind), Value(appointmentID), Value(dueAt), Value(lateAfter)] }

    init(row: Row) throws {
        key = try row.text("key")
        kind = try row.word("kind")
        appointmentID = try row.optionalText("appointment_id")
        dueAt = try row.instant("due_at")
        lateAfter = try row.optionalInstant("late_after")
    }
}

public struct DueTaskTable {
    let transaction: any Transaction

    public func find(key: String) throws -> DueTask? {
        try transaction.first(DueTask.self, "where key = $1", [Value(key)])
    }

    /// An appointment's, earliest first.
    public func list(appointmentID: String) throws -> [DueTask] {
        try transaction.all(
            DueTask.self, "where appointment_id = $1 order by due_at, key", [Value(appointmentID)])
    }

    /// Those that are due, longest first.
    public func due(now: Date, limit: Int) throws -> [DueTask] {
        try transaction.all(
            DueTask.self, "where due_at <= $1 order by due_at limit $2", [Value(now), Value(limit)])
    }

    public func nextDue() throws -> Date? {
        try transaction.rows("select due_at from due_tasks order by due_at limit 1").first?.instant("due_at")
    }

    /// The practitioner's open appointments that nothing is planned for: those from before there were plans.
    public func unplanned(practitionerID: String) throws -> [String] {
        try transaction.rows(
            """
            select id from appointments where practitioner_id = $1 and state in ('requested', 'confirmed')
            and not exists (select 1 from due_tasks where appointment_id = appointments.id)
            """,
            [Value(practitionerID)]
        ).map { try $0.text("id") }
    }

    /// Plans the task unless there is one with its key; tells whether it did.
    @discardableResult
    public func insert(_ task: DueTask) throws -> Bool {
        try transaction.insertIfAbsent(task)
    }

    /// Takes the task to be done in this transaction. False when another one has done or dropped it.
    public func take(key: String) throws -> Bool {
        try transaction.execute("delete from due_tasks where key = $1", [Value(key)]) == 1
    }

    public func delete(appointmentID: String) throws {
        try transaction.execute("delete from due_tasks where appointment_id = $1", [Value(appointmentID)])
    }
}

extension Transaction {
    public var dueTasks: DueTaskTable { DueTaskTable(transaction: self) }
}
