// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One span of the week in which a practitioner can be booked, on the clock of the practitioner's zone.
public struct WeeklyHour: Sendable, Equatable {
    public var practitionerID: String
    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int
    /// Minutes since midnight.
    public var startMinute: Int
    /// Minutes since midnight, up to 1440.
    public var endMinute: Int

    public init(practitionerID: String, weekday: Int, startMinute: Int, endMinute: Int) {
        self.practitionerID = practitionerID
        self.weekday = weekday
        self.startMinute = startMinute
        self.endMinute = endMinute
    }
}

extension WeeklyHour: Record {
    static let table = "weekly_hours"
    static let columns = ["practitioner_id", "weekday", "start_minute", "end_minute"]

    var values: [Value] { [Value(practitionerID), Value(weekday), Value(startMinute), Value(endMinute)] }

    init(row: Row) throws {
        practitionerID = try row.text("practitioner_id")
        weekday = try row.integer("weekday")
        startMinute = try row.integer("start_minute")
        endMinute = try row.integer("end_minute")
    }
}

public struct WeeklyHourTable {
    let transaction: any Transaction

    /// From Monday on, earliest first.
    public func list(practitionerID: String) throws -> [WeeklyHour] {
        try transaction.all(
            WeeklyHour.self, "where practitioner_id = $1 order by weekday, start_minute", [Value(practitionerID)])
    }

    /// The whole week anew.
    public func replace(practitionerID: String, _ hours: [WeeklyHour]) throws {
        try transaction.execute("delete from weekly_hours where practitioner_id = $1", [Value(practitionerID)])
        for hour in hours { try transaction.insert(hour) }
    }
}

extension Transaction {
    public var weeklyHours: WeeklyHourTable { WeeklyHourTable(transaction: self) }
}
