// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Who books. The only table that says who a client is.
public struct Client: Sendable, Equatable {
    public var id: String
    public var practiceID: String
    public var name: String
    public var email: String
    /// E.164.
    public var phone: String?
    public var language: String
    public var timeZone: String

    public init(
        id: String, practiceID: String, name: String, email: String, phone: String? = nil, language: String,
        timeZone: String
    ) {
        self.id = id
        self.practiceID = practiceID
        self.name = name
        self.email = email
        self.phone = phone
        self.language = language
        self.timeZone = timeZone
    }
}

extension Client: Record {
    static let table = "clients"
    static let columns = ["id", "practice_id", "name", "email", "phone", "language", "time_zone"]

    var values: [Value] {
        [
            Value(id), Value(practiceID), Value(name), Value(email), Value(phone), Value(language), Value(timeZone),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practiceID = try row.text("practice_id")
        name = try row.text("name")
        email = try row.text("email")
        phone = try row.optionalText("phone")
        language = try row.text("language")
        timeZone = try row.text("time_zone")
    }
}

public struct ClientTable {
    let transaction: any Transaction

    public func find(id: String) throws -> Client? {
        try transaction.first(Client.self, "where id = $1", [Value(id)])
    }

    /// The clients of these ids, by id: for lists of appointments.
    public func find(ids: some Collection<String>) throws -> [String: Client] {
        let unique = Set(ids).sorted()
        guard !unique.isEmpty else { return [:] }
        let numbers = (1...unique.count).map { "$\($0)" }.joined(separator: ", ")
        let clients = try transaction.all(Client.self, "where id in (\(numbers))", unique.map { Value($0) })
        return Dictionary(uniqueKeysWithValues: clients.map { ($0.id, $0) })
    }

    /// Every entry with this address, whatever its case: each appointment brings its own.
    public func find(email: String) throws -> [Client] {
        try transaction.all(Client.self, "where lower(email) = $1 order by id", [Value(email.lowercased())])
    }

    public func insert(_ client: Client) throws {
        try transaction.insert(client)
    }

    public func update(_ client: Client) throws {
        try transaction.update(client)
    }

    /// Clients who are still known and whose appointments with this practitioner, and with others, all started before
    /// `instant`.
    public func forgettable(practitionerID: String, before instant: Date, limit: Int) throws -> [String] {
        try transaction.rows(
            """
            select distinct c.id from appointments as a join clients as c on c.id = a.client_id
            where a.practitioner_id = $1 and a.starts_at < $2 and c.email <> ''
            and not exists (select 1 from appointments as l where l.client_id = c.id and l.starts_at >= $2) limit $3
            """,
            [Value(practitionerID), Value(instant), Value(limit)]
        ).map { try $0.text("id") }
    }

    /// Forgets who the client was: identity, words in the appointments, device tests and the mails. The appointments stay as times.
    public func erase(id: String) throws {
        let appointments = "select id from appointments where client_id = $1"
        let erased = try transaction.execute(
            "update clients set name = '', email = '', phone = null where id = $1", [Value(id)])
        guard erased == 1 else { throw StorageError.notFound }
        try transaction.execute(
            "update appointments set note = '', reason = '' where client_id = $1", [Value(id)])
        try transaction.execute(
            "update calls set guest_name = null where appointment_id in (\(appointments))", [Value(id)])
        for table in ["outbox", "readiness", "webhook_deliveries"] {
            try transaction.execute("delete from \(table) where appointment_id in (\(appointments))", [Value(id)])
        }
    }
}

extension Transaction {
    public var clients: ClientTable { ClientTable(transaction: self) }
}
