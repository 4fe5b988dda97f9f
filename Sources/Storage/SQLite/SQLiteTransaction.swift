// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// One GRDB transaction, spoken to in the common subset.
struct SQLiteTransaction: Transaction {
    let database: Database

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        do {
            let statement = try database.cachedStatement(sql: NumberedPlaceholders.rewrite(sql))
            try statement.execute(arguments: Self.arguments(values))
            return database.changesCount
        } catch {
            throw StorageError.translating(error)
        }
    }

    func rows(_ sql: String, _ values: [Value]) throws -> [Row] {
        do {
            let statement = try database.cachedStatement(sql: NumberedPlaceholders.rewrite(sql))
            let cursor = try GRDB.Row.fetchCursor(statement, arguments: Self.arguments(values))
            let names = Row.Columns(statement.columnNames)
            var rows: [Row] = []
            while let row = try cursor.next() { rows.append(Row(names, try Self.values(row))) }
            return rows
        } catch {
            throw StorageError.translating(error)
        }
    }

    private static func arguments(_ values: [Value]) throws -> StatementArguments {
        StatementArguments(
            try values.map { value -> DatabaseValue in
                switch value {
                case .null: return .null
                case .integer(let integer): return integer.databaseValue
                case .data(let data): return data.databaseValue
                case .text(let text):
                    guard !text.utf8.contains(0) else { throw StorageError.zeroInText }
                    return text.databaseValue
                }
            })
    }

    private static func values(_ row: GRDB.Row) throws -> [Value] {
        try row.map { column, value in
            switch value.storage {
            case .null: .null
            case .int64(let integer): .integer(integer)
            case .string(let text): .text(text)
            case .blob(let data): .data(data)
            case .double: throw StorageError.unexpectedValue(column: column)
            }
        }
    }
}
