// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What an account that holds appointments has besides: its room and its settings.
public struct Practitioner: Sendable, Equatable {
    public var accountID: String
    public var roomID: String
    public var cameraOnAtEntry: Bool
    /// Lock the room when a client enters.
    public var lockOnEntry: Bool
    /// Stay closed after hang-up.
    public var stayClosed: Bool
    /// Visitors without appointment may knock on the room's link.
    public var roomLinkAllowed: Bool
    /// Calls go through a relay only, so that neither side learns the other's address.
    public var relayOnly: Bool
    public var helpPhone: String?
    /// A word of welcome on the client's page.
    public var welcome: String?
    public var knockMinutesBefore: Int
    public var knockMinutesAfter: Int

    public init(
        accountID: String, roomID: String, cameraOnAtEntry: Bool = true, lockOnEntry: Bool = false,
        stayClosed: Bool = false, roomLinkAllowed: Bool = true, relayOnly: Bool = false, helpPhone: String? = nil,
        welcome: String? = nil, knockMinutesBefore: Int = 15, knockMinutesAfter: Int = 30
    ) {
        self.accountID = accountID
        self.roomID = roomID
        self.cameraOnAtEntry = cameraOnAtEntry
        self.lockOnEntry = lockOnEntry
        self.stayClosed = stayClosed
        self.roomLinkAllowed = roomLinkAllowed
        self.relayOnly = relayOnly
        self.helpPhone = helpPhone
        self.welcome = welcome
        self.knockMinutesBefore = knockMinutesBefore
        self.knockMinutesAfter = knockMinutesAfter
    }
}

extension Practitioner: Record {
    static let table = "practitioners"
    static let columns = [
        "account_id", "room_id", "camera_on_at_entry", "lock_on_entry", "stay_closed", "room_link_allowed",
        "relay_only", "help_phone", "welcome", "knock_minutes_before", "knock_minutes_after",
    ]

    var values: [Value] {
        [
            Value(accountID), Value(roomID), Value(cameraOnAtEntry), Value(lockOnEntry), Value(stayClosed),
            Value(roomLinkAllowed), Value(relayOnly), Value(helpPhone), Value(welcome), Value(knockMinutesBefore),
            Value(knockMinutesAfter),
        ]
    }

    init(row: Row) throws {
        accountID = try row.text("account_id")
        roomID = try row.text("room_id")
        cameraOnAtEntry = try row.truth("camera_on_at_entry")
        lockOnEntry = try row.truth("lock_on_entry")
        stayClosed = try row.truth("stay_closed")
        roomLinkAllowed = try row.truth("room_link_allowed")
        relayOnly = try row.truth("relay_only")
        helpPhone = try row.optionalText("help_phone")
        welcome = try row.optionalText("welcome")
        knockMinutesBefore = try row.integer("knock_minutes_before")
        knockMinutesAfter = try row.integer("knock_minutes_after")
    }
}

public struct PractitionerTable {
    let transaction: any Transaction

    public func find(accountID: String) throws -> Practitioner? {
        try transaction.first(Practitioner.self, "where account_id = $1", [Value(accountID)])
    }

    public func find(roomID: String) throws -> Practitioner? {
        try transaction.first(Practitioner.self, "where room_id = $1", [Value(roomID)])
    }

    public func list() throws -> [Practitioner] {
        try transaction.all(Practitioner.self, "order by account_id")
    }

    /// The room's row is inserted after this one: the reference from here to it is checked when the transaction ends.
    public func insert(_ practitioner: Practitioner) throws {
        try transaction.insert(practitioner)
    }

    public func update(_ practitioner: Practitioner) throws {
        try transaction.update(practitioner)
    }
}

extension Transaction {
    public var practitioners: PractitionerTable { PractitionerTable(transaction: self) }
}
