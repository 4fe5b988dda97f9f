// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The inside of a ``Store``'s closure. Statements are in the subset that SQLite and PostgreSQL share, with `$1`, `$2` … for
/// values. A failed statement ends the transaction: let its error leave the closure.
public protocol Transaction {
    /// Runs one statement and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [Value]) throws -> Int

    /// Runs one query, or a statement with `returning`.
    func rows(_ sql: String, _ values: [Value]) throws -> [Row]
}

extension Transaction {
    @discardableResult
    public func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    public func rows(_ sql: String) throws -> [Row] { try rows(sql, []) }
}
