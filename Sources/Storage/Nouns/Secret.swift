// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Keys that are made at the first start and shared by every process on the database.
public struct SecretTable {
    /// The key of the relay's credentials, the only one that a restore does not bring back.
    public static let relay = "relay"

    let transaction: any Transaction

    public func find(_ name: String) throws -> Data? {
        try transaction.rows("select value from secrets where name = $1", [Value(name)]).first?.data("value")
    }

    /// The key of that name: 32 random bytes, made now if it is not there. Needs a write transaction.
    public func findOrMake(_ name: String) throws -> Data {
        var generator = SystemRandomNumberGenerator()
        let fresh = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        try transaction.execute(
            "insert into secrets (name, value) values ($1, $2) on conflict (name) do nothing",
            [Value(name), Value(fresh)])
        return try find(name) ?? fresh
    }
}

extension Transaction {
    public var secrets: SecretTable { SecretTable(transaction: self) }
}
