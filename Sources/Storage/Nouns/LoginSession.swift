// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A signed-in browser.
public struct LoginSession: Sendable, Equatable {
    /// SHA-256 of the cookie's token, in hexadecimal.
    public var tokenHash: String
    public var accountID: String
    public var createdAt: Date
    public var lastSeenAt: Date
    /// The absolute end.
    public var expiresAt: Date

    public init(tokenHash: String, accountID: String, createdAt: Date, lastSeenAt: Date, expiresAt: Date) {
        self.tokenHash = tokenHash
        self.accountID = accountID
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.expiresAt = expiresAt
    }
}

extension LoginSession: Record {
    static let table = "login_sessions"
    static let columns = ["token_hash", "account_id", "created_at", "last_seen_at", "expires_at"]

    var values: [Value] {
        [Value(tokenHash), Value(accountID), Value(createdAt), Value(lastSeenAt), Value(expiresAt)]
    }

    init(row: Row) throws {
        tokenHash = try row.text("token_hash")
        accountID = try row.text("account_id")
        createdAt = try row.instant("created_at")
        lastSeenAt = try row.instant("last_seen_at")
        expiresAt = try row.instant("expires_at")
    }
}

public struct LoginSessionTable {
    let transaction: any Transaction

    public func find(tokenHash: String) throws -> LoginSession? {
        try transaction.first(LoginSession.self, "where token_hash = $1", [Value(tokenHash)])
    }

    public func insert(_ session: LoginSession) throws {
        try transaction.insert(session)
    }

    public func touch(tokenHash: String, at instant: Date) throws {
        try transaction.execute(
            "update login_sessions set last_seen_at = $2 where token_hash = $1", [Value(tokenHash), Value(instant)])
    }

    public func delete(tokenHash: String) throws {
        try transaction.execute("delete from login_sessions where token_hash = $1", [Value(tokenHash)])
    }

    /// Every login of the account.
    public func hashes(accountID: String) throws -> [String] {
        try transaction.rows("select token_hash from login_sessions where account_id = $1", [Value(accountID)])
            .map { try $0.text("token_hash") }
    }

    /// Signs every browser of the account out.
    public func deleteAll(accountID: String) throws {
        try transaction.execute("delete from login_sessions where account_id = $1", [Value(accountID)])
    }

    /// Forgets those that ended by `now` or were not seen since `idleSince`.
    public func deleteExpired(now: Date, idleSince: Date) throws {
        try transaction.execute(
            "delete from login_sessions where expires_at <= $1 or last_seen_at <= $2", [Value(now), Value(idleSince)])
    }
}

extension Transaction {
    public var loginSessions: LoginSessionTable { LoginSessionTable(transaction: self) }
}
