// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum OneTimePurpose: String, Sendable, CaseIterable {
    case setUp = "setup"
    case invitation
    case passwordReset = "password_reset"
}

/// A link that works once.
public struct OneTimeToken: Sendable, Equatable {
    /// SHA-256 of the link's token, in hexadecimal.
    public var tokenHash: String
    public var purpose: OneTimePurpose
    /// Nil for set-up.
    public var accountID: String?
    public var expiresAt: Date
    public var usedAt: Date?

    public init(
        tokenHash: String, purpose: OneTimePurpose, accountID: String? = nil, expiresAt: Date, usedAt: Date? = nil
    ) {
        self.tokenHash = tokenHash
        self.purpose = purpose
        self.accountID = accountID
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }
}

extension OneTimeToken: Record {
    static let table = "one_time_tokens"
    static let columns = ["token_hash", "purpose", "account_id", "expires_at", "used_at"]

    var values: [Value] {
        [Value(tokenHash), Value(purpose), Value(accountID), Value(expiresAt), Value(usedAt)]
    }

    init(row: Row) throws {
        tokenHash = try row.text("token_hash")
        purpose = try row.word("purpose")
        accountID = try row.optionalText("account_id")
        expiresAt = try row.instant("expires_at")
        usedAt = try row.optionalInstant("used_at")
    }
}

public struct OneTimeTokenTable {
    let transaction: any Transaction

    public func insert(_ token: OneTimeToken) throws {
        try transaction.insert(token)
    }

    /// The token when it still works; looking does not use it up.
    public func findUsable(tokenHash: String, purpose: OneTimePurpose, now: Date) throws -> OneTimeToken? {
        try transaction.first(
            OneTimeToken.self, "where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3",
            [Value(tokenHash), Value(purpose), Value(now)])
    }

    /// The account's link of this purpose while it works; the last one to end when there are several.
    public func findUsable(accountID: String, purpose: OneTimePurpose, now: Date) throws -> OneTimeToken? {
        try transaction.first(
            OneTimeToken.self,
            "where account_id = $1 and purpose = $2 and used_at is null and expires_at > $3 order by expires_at desc",
            [Value(accountID), Value(purpose), Value(now)])
    }

    /// Uses the token up and returns it; nil when it is unknown, used or over.
    public func use(tokenHash: String, purpose: OneTimePurpose, now: Date) throws -> OneTimeToken? {
        try transaction.rows(
            """
            update one_time_tokens set used_at = $3
            where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3
            returning token_hash, purpose, account_id, expires_at, used_at
            """,
            [Value(tokenHash), Value(purpose), Value(now)]
        ).first.map(OneTimeToken.init(row:))
    }

    /// Makes every link of this purpose dead, for one account or (nil) for none.
    public func delete(purpose: OneTimePurpose, accountID: String?) throws {
        if let accountID {
            try transaction.execute(
                "delete from one_time_tokens where purpose = $1 and account_id = $2",
                [Value(purpose), Value(accountID)])
        } else {
            try transaction.execute(
                "delete from one_time_tokens where purpose = $1 and account_id is null", [Value(purpose)])
        }
    }

    public func deleteExpired(now: Date) throws {
        try transaction.execute("delete from one_time_tokens where expires_at <= $1", [Value(now)])
    }
}

extension Transaction {
    public var oneTimeTokens: OneTimeTokenTable { OneTimeTokenTable(transaction: self) }
}
