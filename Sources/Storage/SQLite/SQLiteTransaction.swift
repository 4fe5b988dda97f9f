// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import GRDBSQLite

/// One transaction of a connection of GRDB's, spoken to in the common subset. Statements are GRDB's, prepared once a connection;
/// they are bound and stepped here, because a booking has dozens and a general-purpose row costs more than its query.
struct SQLiteTransaction: Transaction {
    let database: Database
    let texts: StatementTexts

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        do {
            return try run(sql, values) { statement, _ in
                while try statement.step() {}
                return statement.changes
            }
        } catch {
            throw StorageError.translating(error)
        }
    }

    func rows(_ sql: String, _ values: [Value]) throws -> [Row] {
        do {
            return try run(sql, values) { statement, names in
                var rows: [Row] = []
                while try statement.step() { rows.append(Row(names, try statement.row(names))) }
                return rows
            }
        } catch {
            throw StorageError.translating(error)
        }
    }

    /// A transaction that takes the one place for writing first: what it reads is what it changes.
    static func immediate<T>(
        _ database: Database, _ texts: StatementTexts, _ body: (SQLiteTransaction) throws -> T
    ) throws -> T {
        let transaction = SQLiteTransaction(database: database, texts: texts)
        try transaction.command("begin immediate")
        do {
            let result = try body(transaction)
            try transaction.command("commit")
            return result
        } catch {
            // SQLite ends some by itself, as on a full disk.
            if database.isInsideTransaction { try? transaction.command("rollback") }
            throw error
        }
    }

    private func command(_ sql: String) throws {
        let statement = BoundStatement(try database.cachedStatement(sql: sql).sqliteStatement)
        defer { statement.reset() }
        while try statement.step() {}
    }

    private func run<T>(
        _ sql: String, _ values: [Value], _ body: (BoundStatement, Row.Columns) throws -> T
    ) throws -> T {
        // What followed would be committed by itself, one by one.
        guard database.isInsideTransaction else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        let text = texts[sql]
        let statement = BoundStatement(try database.cachedStatement(sql: text.sql).sqliteStatement)
        defer { statement.reset() }
        try statement.bind(values)
        return try body(statement, texts.columns(of: text, statement))
    }
}
