// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What holds for everything that one practitioner offers for booking.
public struct BookingRules: Sendable, Equatable {
    public var practitionerID: String
    /// The readable name of the public page, `/book/{slug}`.
    public var slug: String
    /// Whether the public page is there at all.
    public var isOpen: Bool
    public var introduction: String
    public var minimumNoticeMinutes: Int
    public var horizonDays: Int
    public var stepMinutes: Int
    /// Appointments in one day of the practitioner's; nil is no limit.
    public var dailyCap: Int?
    /// Whether a request keeps its slot from others until it is answered.
    public var holdsRequests: Bool
    /// For how long it does, at most until the start.
    public var holdHours: Int
    /// Until how many hours before the start a client may cancel or move alone; 0 is until the start.
    public var cancelHours: Int
    /// The reminder of the day before.
    public var remindsDay: Bool
    /// The reminder of the hour before.
    public var remindsHour: Bool
    /// The mail that the door is open.
    public var announcesDoor: Bool
    /// SHA-256 of the token of the calendar that can be subscribed to, in hexadecimal; nil while there is none.
    public var calendarTokenHash: String?
    /// Grows when a new calendar address replaces the old one.
    public var calendarRevision: Int
    /// Moves on with everything that changes what can be booked. Only the database writes it.
    public internal(set) var revision: Int

    public init(
        practitionerID: String, slug: String, isOpen: Bool = false, introduction: String = "",
        minimumNoticeMinutes: Int = 120, horizonDays: Int = 60, stepMinutes: Int = 60, dailyCap: Int? = nil,
        holdsRequests: Bool = true, holdHours: Int = 24, cancelHours: Int = 0, remindsDay: Bool = true,
        remindsHour: Bool = true, announcesDoor: Bool = true, calendarTokenHash: String? = nil,
        calendarRevision: Int = 0
    ) {
        self.practitionerID = practitionerID
        self.slug = slug
        self.isOpen = isOpen
        self.introduction = introduction
        self.minimumNoticeMinutes = minimumNoticeMinutes
        self.horizonDays = horizonDays
        self.stepMinutes = stepMinutes
        self.dailyCap = dailyCap
        self.holdsRequests = holdsRequests
        self.holdHours = holdHours
        self.cancelHours = cancelHours
        self.remindsDay = remindsDay
        self.remindsHour = remindsHour
        self.announcesDoor = announcesDoor
        self.calendarTokenHash = calendarTokenHash
        self.calendarRevision = calendarRevision
        revision = 0
    }
}

extension BookingRules: Record {
    static let table = "booking_rules"
    static let columns = [
        "practitioner_id", "slug", "is_open", "introduction", "minimum_notice_minutes", "horizon_days",
        "step_minutes", "daily_cap", "holds_requests", "hold_hours", "cancel_hours", "reminds_day", "reminds_hour",
        "announces_door", "calendar_token_hash", "calendar_revision", "revision",
    ]

    var values: [Value] {
        [
            Value(practitionerID), Value(slug), Value(isOpen), Value(introduction), Value(minimumNoticeMinutes),
            Value(horizonDays), Value(stepMinutes), Value(dailyCap), Value(holdsRequests), Value(holdHours),
            Value(cancelHours), Value(remindsDay), Value(remindsHour), Value(announcesDoor),
            Value(calendarTokenHash), Value(calendarRevision), Value(revision),
        ]
    }

    init(row: Row) throws {
        practitionerID = try row.text("practitioner_id")
        slug = try row.text("slug")
        isOpen = try row.truth("is_open")
        introduction = try row.text("introduction")
        minimumNoticeMinutes = try row.integer("minimum_notice_minutes")
        horizonDays = try row.integer("horizon_days")
        stepMinutes = try row.integer("step_minutes")
        dailyCap = try row.optionalInteger("daily_cap")
        holdsRequests = try row.truth("holds_requests")
        holdHours = try row.integer("hold_hours")
        cancelHours = try row.integer("cancel_hours")
        remindsDay = try row.truth("reminds_day")
        remindsHour = try row.truth("reminds_hour")
        announcesDoor = try row.truth("announces_door")
        calendarTokenHash = try row.optionalText("calendar_token_hash")
        calendarRevision = try row.integer("calendar_revision")
        revision = try row.integer("revision")
    }
}

public struct BookingRulesTable {
    let transaction: any Transaction

    public func find(practitionerID: String) throws -> BookingRules? {
        try transaction.first(BookingRules.self, "where practitioner_id = $1", [Value(practitionerID)])
    }

    public func find(slug: String) throws -> BookingRules? {
        try transaction.first(BookingRules.self, "where slug = $1", [Value(slug)])
    }

    public func find(calendarTokenHash hash: String) throws -> BookingRules? {
        try transaction.first(BookingRules.self, "where calendar_token_hash = $1", [Value(hash)])
    }

    /// Another number whenever one of the practitioner's rows has changed that people set: rules, types, hours, exceptions,
    /// account, room, practice, and whether there are keys, hooks and feeds. What is booked is none of these. Nil without rules.
    public func settingsRevision(practitionerID: String) throws -> Int? {
        try transaction.rows(
            "select settings_revision from booking_rules where practitioner_id = $1", [Value(practitionerID)]
        ).first?.integer("settings_revision")
    }

    /// - Throws: ``StorageError/duplicate`` when the slug is taken.
    public func insert(_ rules: BookingRules) throws {
        try transaction.insert(rules)
    }

    /// Writes everything but the revision, which it moves on.
    /// - Throws: ``StorageError/duplicate`` when the slug is taken, ``StorageError/notFound``.
    public func update(_ rules: BookingRules) throws {
        let columns = BookingRules.columns.dropLast().enumerated().dropFirst()
        let assignments = columns.map { "\($1) = $\($0 + 1)" } + ["revision = revision + 1"]
        let changed = try transaction.execute(
            "update booking_rules set \(assignments.joined(separator: ", ")) where practitioner_id = $1",
            rules.values.dropLast())
        guard changed == 1 else { throw StorageError.notFound }
    }
}

extension Transaction {
    public var bookingRules: BookingRulesTable { BookingRulesTable(transaction: self) }
}
