// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A participant whose relay was taken away, by the random name that the relay knows them by: also after a restart no
/// credential of that name may allocate.
public struct RevokedCredential: Sendable, Equatable {
    public var participant: String
    /// Later than any credential of that name can be valid.
    public var expiresAt: Date

    public init(participant: String, expiresAt: Date) {
        self.participant = participant
        self.expiresAt = expiresAt
    }
}

extension RevokedCredential: Record {
    static let table = "revoked_credentials"
    static let columns = ["participant", "expires_at"]

    var values: [Value] { [Value(participant), Value(expiresAt)] }

    init(row: Row) throws {
        participant = try row.text("participant")
        expiresAt = try row.instant("expires_at")
    }
}

public struct RevokedCredentialTable {
    let transaction: any Transaction

    /// Revoking twice changes nothing.
    public func save(_ credential: RevokedCredential) throws {
        _ = try transaction.insertIfAbsent(credential)
    }

    /// Every one that still counts.
    public func list(now: Date) throws -> [RevokedCredential] {
        try transaction.all(
            RevokedCredential.self, "where expires_at > $1 order by expires_at, participant", [Value(now)])
    }

    public func deleteExpired(now: Date) throws {
        try transaction.execute("delete from revoked_credentials where expires_at <= $1", [Value(now)])
    }
}

extension Transaction {
    public var revokedCredentials: RevokedCredentialTable { RevokedCredentialTable(transaction: self) }
}
