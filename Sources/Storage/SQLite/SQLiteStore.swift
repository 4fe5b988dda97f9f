// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CSQLiteSetup
import Foundation
import GRDB

/// The live store: one SQLite file, one pool in one process (see ``DataFolderLock``).
public final class SQLiteStore: Store {
    public let path: String
    let pool: DatabasePool
    private let busyTimeout: Duration
    private let texts = StatementTexts()
    private let writer = WriterThread()
    /// SQLite's own set-up, once in a process.
    private static let isSetUp = sqlite_without_statistics() == 0

    /// Opens the file, making it when it is not there (mode 0600), checks it and brings its schema up to date.
    /// - Parameter busyTimeout: how long, in seconds, another process's lock is waited for.
    /// - Throws: ``StorageError``: not ours, damaged, newer than this program, or not to be opened.
    public convenience init(path: String, busyTimeout: Double = 5) throws {
        try self.init(path: path, busyTimeout: busyTimeout, migrations: Migration.all)
    }

    init(path: String, busyTimeout: Double = 5, migrations: [Migration]) throws {
        _ = Self.isSetUp
        self.path = path
        self.busyTimeout = .seconds(busyTimeout)
        try Self.makeFile(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.foreignKeysEnabled = true
        configuration.label = "visavis"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        do {
            try Self.check(path, migrations: migrations)
            pool = try DatabasePool(path: path, configuration: configuration)
            // DatabasePool sets NORMAL after `prepareDatabase`, which may lose the last commits when the power fails.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // In KiB: new rows have random places in indexes, whose pages would be read again and again.
                try database.execute(sql: "PRAGMA cache_size = -16000")
                // In pages: each copy of the log into the file waits for the disk twice, and most pages change again soon.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 16000")
                // What undoes half a statement is otherwise a file, made and removed with many of them.
                try database.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            try pool.write { try Migration.apply(migrations, to: $0) }
            pool.writeWithoutTransaction { database in
                if let connection = database.sqliteConnection { JoinedWrites.begin(connection) }
            }
        } catch {
            throw StorageError(opening: path, error)
        }
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        do {
            return try await pool.read { [texts] in try body(SQLiteTransaction(database: $0, texts: texts)) }
        } catch {
            throw StorageError.translating(error)
        }
    }

    public func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        let asked = ContinuousClock.now
        do {
            return try await writer.run { [pool, busyTimeout, texts] in
                try pool.writeWithoutTransaction { database in
                    try Self.withPatience(busyTimeout, since: asked, in: database) {
                        try SQLiteTransaction.immediate(database, texts, body)
                    }
                }
            }
        } catch {
            throw StorageError.translating(error)
        }
    }

    /// Another process's lock is waited for as long as is left of the time since the write was asked for. Writes queue behind
    /// each other: where each waited for all of its time, those behind would wait for the sum.
    static func withPatience<T>(
        _ longest: Duration, since asked: ContinuousClock.Instant, in database: Database, _ body: () throws -> T
    ) throws -> T {
        let waited = asked.duration(to: .now)
        guard waited > longest / 100 else { return try body() }
        try setTimeout(max(longest - waited, .zero), in: database)
        defer { try? setTimeout(longest, in: database) }
        return try body()
    }

    private static func setTimeout(_ duration: Duration, in database: Database) throws {
        try database.execute(sql: "PRAGMA busy_timeout = \(Int(duration / .milliseconds(1)))")
    }

    public func checkpoint() async throws -> Bool {
        do {
            return try await writer.run { [pool, busyTimeout] in
                try pool.writeWithoutTransaction { database in
                    // Nobody writes meanwhile, so readers are not waited for as long as writers are.
                    try Self.setTimeout(min(busyTimeout, .milliseconds(250)), in: database)
                    defer { try? Self.setTimeout(busyTimeout, in: database) }
                    return try Self.checkpoint(database)
                }
            }
        } catch {
            throw StorageError.translating(error)
        }
    }

    /// Copies the log into the file and cuts it to nothing.
    private static func checkpoint(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
    }

    /// Closes the file; the store throws from then on. GRDB's last connection only reads, so the log is emptied before.
    public func close() throws {
        do {
            _ = try? pool.writeWithoutTransaction { try Self.checkpoint($0) }
            try pool.close()
        } catch {
            throw StorageError.translating(error)
        }
    }

    /// SQLite gives its `-wal` and `-shm` files the mode of the database.
    private static func makeFile(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageError.cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        fchmod(descriptor, 0o600)
        Glibc.close(descriptor)
    }

    /// What must hold before anything is written to a file that was there already.
    private static func check(_ path: String, migrations: [Migration]) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard let size = attributes[.size] as? Int, size > 0 else { return }
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        try queue.read { database in
            if try SchemaIdentity.isEmpty(database) { return }
            try SchemaIdentity.check(database, path: path, migrations: migrations)
            let answer = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard answer == "ok" else { throw StorageError.corrupt(detail: answer) }
        }
    }
}
