// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import GRDB

/// One step of the schema. A shipped one is never edited; its place in ``all`` is its number.
struct Migration: Sendable {
    let name: String
    let sql: String

    /// What the trigger says that stands behind the overlap check.
    static let slotTaken = "slot taken"

    static let all: [Migration] = [
        .firstTables, .relayOnly, .booking, .revokedCredentials, .orderedMails, .fewerEntries,
        .mailTrouble, .agreedHours, .settingsRevision, .refusals,
    ]

    /// Runs what the file has not seen, inside the caller's transaction.
    static func apply(_ migrations: [Migration], to database: Database) throws {
        let version = try SchemaIdentity.version(database)
        guard version < migrations.count else { return }
        for migration in migrations[version...] {
            try database.execute(sql: migration.sql)
        }
        try database.execute(sql: "PRAGMA user_version = \(migrations.count)")
        try database.execute(sql: "PRAGMA application_id = \(SchemaIdentity.applicationID)")
    }
}
