// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a program signs in with, for one practitioner.
public struct APIKey: Sendable, Equatable {
    public var id: String
    public var practitionerID: String
    public var name: String
    /// SHA-256 of the key, in hexadecimal; the key itself is shown once.
    public var keyHash: String
    public var createdAt: Date
    public var lastUsedAt: Date?
    public var revokedAt: Date?

    public init(
        id: String, practitionerID: String, name: String, keyHash: String, createdAt: Date, lastUsedAt: Date? = nil,
        revokedAt: Date? = nil
    ) {
        self.id = id
        self.practitionerID = practitionerID
        self.name = name
        self.keyHash = keyHash
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}

extension APIKey: Record {
    static let table = "api_keys"
    static let columns = [
        "id", "practitioner_id", "name", "key_hash", "created_at", "last_used_at", "revoked_at",
    ]

    var values: [Value] {
        [
            Value(id), Value(practitionerID), Value(name), Value(keyHash), Value(createdAt), Value(lastUsedAt),
            Value(revokedAt),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        name = try row.text("name")
        keyHash = try row.text("key_hash")
        createdAt = try row.instant("created_at")
        lastUsedAt = try row.optionalInstant("last_used_at")
        revokedAt = try row.optionalInstant("revoked_at")
    }
}

public struct APIKeyTable {
    let transaction: any Transaction

    public func find(id: String) throws -> APIKey? {
        try transaction.first(APIKey.self, "where id = $1", [Value(id)])
    }

    /// Nil when it was revoked.
    public func find(keyHash: String) throws -> APIKey? {
        try transaction.first(APIKey.self, "where key_hash = $1 and revoked_at is null", [Value(keyHash)])
    }

    /// The revoked ones too, latest first.
    public func list(practitionerID: String) throws -> [APIKey] {
        try transaction.all(
            APIKey.self, "where practitioner_id = $1 order by created_at desc, id", [Value(practitionerID)])
    }

    public func insert(_ key: APIKey) throws {
        try transaction.insert(key)
    }

    public func use(id: String, at instant: Date) throws {
        try transaction.execute("update api_keys set last_used_at = $2 where id = $1", [Value(id), Value(instant)])
    }

    /// False when it was revoked before.
    @discardableResult
    public func revoke(id: String, at instant: Date) throws -> Bool {
        try transaction.execute(
            "update api_keys set revoked_at = $2 where id = $1 and revoked_at is null", [Value(id), Value(instant)])
            == 1
    }

    public func revokeAll(practitionerID: String, at instant: Date) throws {
        try transaction.execute(
            "update api_keys set revoked_at = $2 where practitioner_id = $1 and revoked_at is null",
            [Value(practitionerID), Value(instant)])
    }
}

extension Transaction {
    public var apiKeys: APIKeyTable { APIKeyTable(transaction: self) }
}
