// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Somebody who signs in: the owner, a practitioner, or both in one.
public struct Account: Sendable, Equatable {
    public var id: String
    public var practiceID: String
    /// Lower case; unique.
    public var email: String
    public var name: String
    public var isOwner: Bool
    public var isPractitioner: Bool
    /// Nil until an invitation is accepted.
    public var passwordHash: String?
    public var language: String
    public var timeZone: String
    /// Since when the account may not sign in any more.
    public var disabledAt: Date?
    public var createdAt: Date

    public init(
        id: String, practiceID: String, email: String, name: String, isOwner: Bool, isPractitioner: Bool,
        passwordHash: String? = nil, language: String, timeZone: String, disabledAt: Date? = nil, createdAt: Date
    ) {
        self.id = id
        self.practiceID = practiceID
        self.email = email
        self.name = name
        self.isOwner = isOwner
        self.isPractitioner = isPractitioner
        self.passwordHash = passwordHash
        self.language = language
        self.timeZone = timeZone
        self.disabledAt = disabledAt
        self.createdAt = createdAt
    }
}

extension Account: Record {
    static let table = "accounts"
    static let columns = [
        "id", "practice_id", "email", "name", "is_owner", "is_practitioner", "password_hash", "language", "time_zone",
        "disabled_at", "created_at",
    ]

    var values: [Value] {
        [
            Value(id), Value(practiceID), Value(email), Value(name), Value(isOwner), Value(isPractitioner),
            Value(passwordHash), Value(language), Value(timeZone), Value(disabledAt), Value(createdAt),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practiceID = try row.text("practice_id")
        email = try row.text("email")
        name = try row.text("name")
        isOwner = try row.truth("is_owner")
        isPractitioner = try row.truth("is_practitioner")
        passwordHash = try row.optionalText("password_hash")
        language = try row.text("language")
        timeZone = try row.text("time_zone")
        disabledAt = try row.optionalInstant("disabled_at")
        createdAt = try row.instant("created_at")
    }
}

public struct AccountTable {
    let transaction: any Transaction

    public func find(id: String) throws -> Account? {
        try transaction.first(Account.self, "where id = $1", [Value(id)])
    }

    /// - Parameter email: in lower case.
    public func find(email: String) throws -> Account? {
        try transaction.first(Account.self, "where email = $1", [Value(email)])
    }

    public func owner() throws -> Account? {
        try transaction.first(Account.self, "where is_owner = 1 order by created_at, id", [])
    }

    public func list(practiceID: String) throws -> [Account] {
        try transaction.all(Account.self, "where practice_id = $1 order by name, id", [Value(practiceID)])
    }

    /// - Throws: ``StorageError/duplicate`` when the e-mail address is taken.
    public func insert(_ account: Account) throws {
        try transaction.insert(account)
    }

    public func update(_ account: Account) throws {
        try transaction.update(account)
    }
}

extension Transaction {
    public var accounts: AccountTable { AccountTable(transaction: self) }
}
