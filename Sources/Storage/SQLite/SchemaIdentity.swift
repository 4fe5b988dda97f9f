// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// By what a file is known as ours, and of which schema.
enum SchemaIdentity {
    /// "VisV", in the header of every database file of ours (SQLite's file format, 1.3.17).
    static let applicationID = 0x5669_7356

    static func version(_ database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    /// A file that a process was making when it was killed.
    static func isEmpty(_ database: Database) throws -> Bool {
        try version(database) == 0 && Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    /// - Throws: ``StorageError/notOurDatabase(path:)``, ``StorageError/newerSchema(found:known:)``.
    static func check(_ database: Database, path: String, migrations: [Migration]) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard found == applicationID else { throw StorageError.notOurDatabase(path: path) }
        let version = try version(database)
        guard version <= migrations.count else {
            throw StorageError.newerSchema(found: version, known: migrations.count)
        }
    }
}
