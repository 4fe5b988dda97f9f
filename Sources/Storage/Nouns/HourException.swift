// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Other hours than the week's, from one day to another one.
public struct HourException: Sendable, Equatable {
    public var id: String
    public var practitionerID: String
    /// `YYYY-MM-DD`.
    public var firstDay: String
    /// `YYYY-MM-DD`; the same as the first for one day.
    public var lastDay: String
    /// `start-end` in minutes since midnight, separated by spaces (`540-720 840-1080`); empty is closed.
    public var spans: String
    /// For the practitioner: "summer holidays".
    public var label: String

    public init(
        id: String, practitionerID: String, firstDay: String, lastDay: String, spans: String, label: String = ""
    ) {
        self.id = id
        self.practitionerID = practitionerID
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.spans = spans
        self.label = label
    }
}

extension HourException: Record {
    static let table = "hour_exceptions"
    static let columns = ["id", "practitioner_id", "first_day", "last_day", "spans", "label"]

    var values: [Value] {
        [Value(id), Value(practitionerID), Value(firstDay), Value(lastDay), Value(spans), Value(label)]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        firstDay = try row.text("first_day")
        lastDay = try row.text("last_day")
        spans = try row.text("spans")
        label = try row.text("label")
    }
}

public struct HourExceptionTable {
    let transaction: any Transaction

    public func find(id: String) throws -> HourException? {
        try transaction.first(HourException.self, "where id = $1", [Value(id)])
    }

    /// Every one that is not over on that day, earliest first.
    /// - Parameter day: `YYYY-MM-DD`; nil for those of the past as well.
    public func list(practitionerID: String, since day: String? = nil) throws -> [HourException] {
        try transaction.all(
            HourException.self, "where practitioner_id = $1 and last_day >= $2 order by first_day, id",
            [Value(practitionerID), Value(day ?? "")])
    }

    public func insert(_ exception: HourException) throws {
        try transaction.insert(exception)
    }

    /// - Throws: ``StorageError/notFound``.
    public func update(_ exception: HourException) throws {
        try transaction.update(exception)
    }

    public func delete(id: String) throws {
        try transaction.execute("delete from hour_exceptions where id = $1", [Value(id)])
    }
}

extension Transaction {
    public var hourExceptions: HourExceptionTable { HourExceptionTable(transaction: self) }
}
