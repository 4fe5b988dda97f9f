// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

/// What a checked backup holds.
public struct BackupReport: Sendable, Equatable {
    public let schemaVersion: Int
    public let appointments: Int
    public let accounts: Int
}

extension SQLiteStore {
    /// Writes one consistent, checked copy of the running database to a new file (mode 0600). Other readers and writers go on.
    /// - Throws: ``StorageError/alreadyExists(path:)`` and everything that ``verify(backup:)`` throws; then no file is left.
    public func backup(to path: String) async throws -> BackupReport {
        guard !FileManager.default.fileExists(atPath: path) else { throw StorageError.alreadyExists(path: path) }
        let partial = path + ".partial"
        try PrivateFile.make(partial)
        defer { try? FileManager.default.removeItem(atPath: partial) }
        let pool = pool
        do {
            // Off the caller's thread: a large file takes a while.
            try await pool.read { source in
                let copy = try DatabaseQueue(path: partial)
                defer { try? copy.close() }
                try copy.writeWithoutTransaction { try source.backup(to: $0) }
                // The copied header says WAL, which would need a second file beside the copy.
                try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            }
        } catch {
            throw StorageError(opening: partial, error)
        }
        let report = try Self.verify(backup: partial)
        try PrivateFile.flush(partial)
        try PrivateFile.publish(partial, as: path)
        return report
    }

    /// Checks that a file is a whole database of ours that this program can read. Changes nothing.
    /// - Throws: ``StorageError``: not there, not ours, damaged, or newer than this program.
    public static func verify(backup path: String) throws -> BackupReport {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw StorageError.cannotOpen(path: path, detail: "no such file, or not readable")
        }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { database in
                try SchemaIdentity.check(database, path: path, migrations: Migration.all)
                let answer = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "no answer"
                guard answer == "ok" else { throw StorageError.corrupt(detail: answer) }
                guard try GRDB.Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
                    throw StorageError.corrupt(detail: "a reference leads nowhere")
                }
                return BackupReport(
                    schemaVersion: try SchemaIdentity.version(database),
                    appointments: try Int.fetchOne(database, sql: "SELECT count(*) FROM appointments") ?? 0,
                    accounts: try Int.fetchOne(database, sql: "SELECT count(*) FROM accounts") ?? 0)
            }
        } catch {
            throw StorageError(opening: path, error)
        }
    }
}
