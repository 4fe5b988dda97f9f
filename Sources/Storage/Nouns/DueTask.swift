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
    /// Whether the clocks will show the hours that were agreed.
    case hours
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

    /// That a request ends has no row of its own, unless ending it failed before: it is when the appointment's row says. Its
    /// first column is the key.
    private static let ends = """
        select 'expire:' || id as key, 'expire' as kind, id as appointment_id,
          coalesce(expires_at, starts_at) as due_at, null as late_after
        from appointments where state = 'requested'
        and not exists (select 1 from due_tasks where key = 'expire:' || appointments.id)
        """

    public func find(key: String) throws -> DueTask? {
        if let task = try transaction.first(DueTask.self, "where key = $1", [Value(key)]) { return task }
        let prefix = "expire:"
        guard key.hasPrefix(prefix) else { return nil }
        return try ends("and id = $1", [Value(String(key.dropFirst(prefix.count)))]).first
    }

    /// An appointment's, earliest first.
    public func list(appointmentID: String) throws -> [DueTask] {
        try transaction.all(DueTask.self, "where appointment_id = $1 order by due_at, key", [Value(appointmentID)])
            + ends("and id = $1", [Value(appointmentID)])
    }

    /// Those that are due, longest first.
    public func due(now: Date, limit: Int) throws -> [DueTask] {
        let planned = try transaction.all(
            DueTask.self, "where due_at <= $1 order by due_at limit $2", [Value(now), Value(limit)])
        let ending = try ends(
            "and coalesce(expires_at, starts_at) <= $1 order by coalesce(expires_at, starts_at) limit $2",
            [Value(now), Value(limit)])
        return Array((planned + ending).sorted { $0.dueAt < $1.dueAt }.prefix(limit))
    }

    public func nextDue() throws -> Date? {
        let planned = try transaction.rows("select due_at from due_tasks order by due_at limit 1")
            .first?.instant("due_at")
        let ending = try ends("order by coalesce(expires_at, starts_at) limit 1", []).first?.dueAt
        return [planned, ending].compactMap(\.self).min()
    }

    private func ends(_ clause: String, _ values: [Value]) throws -> [DueTask] {
        try transaction.rows("\(Self.ends) \(clause)", values).map(DueTask.init(row:))
    }

    /// The practitioner's confirmed appointments that nothing is planned for: those from before there were plans.
    public func unplanned(practitionerID: String) throws -> [String] {
        // Both states, so that the index of the open ones serves.
        try transaction.rows(
            """
            select id from appointments where practitioner_id = $1 and state in ('requested', 'confirmed')
            and state = 'confirmed'
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

    /// Takes the task to be done in this transaction. False when another one has done or dropped it. The end of a request
    /// is taken by ending it.
    public func take(key: String) throws -> Bool {
        guard try find(key: key) != nil else { return false }
        try transaction.execute("delete from due_tasks where key = $1", [Value(key)])
        return true
    }

    public func delete(appointmentID: String) throws {
        try transaction.execute("delete from due_tasks where appointment_id = $1", [Value(appointmentID)])
    }
}

extension Transaction {
    public var dueTasks: DueTaskTable { DueTaskTable(transaction: self) }
}
