// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("The SQLite file")
struct SQLiteStoreTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("visavis.sqlite")
    }

    @Test("Commits survive a power failure: WAL and synchronous FULL on the writer")
    func durability() throws {
        let store = try SQLiteStore(path: path)
        let (journal, synchronous, foreignKeys) = try store.pool.write { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
            )
        }
        #expect(journal == "wal")
        #expect(synchronous == 2)
        #expect(foreignKeys == 1)
    }

    @Test("Every table is STRICT")
    func strict() throws {
        let store = try SQLiteStore(path: path)
        let loose = try store.pool.read {
            try String.fetchAll(
                $0,
                sql:
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
            )
        }
        #expect(loose.isEmpty)
    }

    @Test("Only the operator's user can read the files")
    func mode() async throws {
        #expect(
            FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644]))
        let store = try SQLiteStore(path: path)
        try await Samples.fill(store)
        for suffix in ["", "-wal", "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path + suffix)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("A file that is not ours, damaged or newer is refused with one sentence and left alone")
    func refusals() async throws {
        try Data("not a database, only a text that is long enough to be looked at".utf8).write(
            to: URL(fileURLWithPath: path))
        #expect(throws: StorageError.notOurDatabase(path: path)) { try SQLiteStore(path: path) }

        let other = folder.file("other.sqlite")
        let foreign = try DatabaseQueue(path: other)
        try await foreign.write { try $0.execute(sql: "CREATE TABLE notes (text TEXT)") }
        try foreign.close()
        #expect(throws: StorageError.notOurDatabase(path: other)) { try SQLiteStore(path: other) }

        let newer = folder.file("newer.sqlite")
        let later = Migration(name: "later", sql: "CREATE TABLE later (id TEXT) STRICT")
        try SQLiteStore(path: newer, migrations: Migration.all + [later]).close()
        let known = Migration.all.count
        #expect(throws: StorageError.newerSchema(found: known + 1, known: known)) { try SQLiteStore(path: newer) }
        #expect("\(StorageError.newerSchema(found: 2, known: 1))".contains("use the newer program"))
    }

    @Test("A damaged file is found at start")
    func damage() async throws {
        let store = try SQLiteStore(path: path)
        try await Samples.fill(store)
        try await store.write { transaction in
            for number in 0..<200 {
                try transaction.appointments.insert(Samples.appointment("a\(number)", state: .requested))
            }
        }
        try store.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: 4096 * 8)
        try file.write(contentsOf: Data(repeating: 0xAA, count: 4096 * 12))
        try file.close()
        #expect {
            try SQLiteStore(path: path)
        } throws: { error in
            guard case StorageError.corrupt = error else { return false }
            return true
        }
    }

    @Test("An older schema is brought up to date, and its rows stay")
    func migration() async throws {
        let old = try SQLiteStore(path: path)
        try await Samples.fill(old)
        try old.close()
        let step = Migration(name: "step", sql: "ALTER TABLE clients ADD COLUMN pronoun TEXT")
        let new = try SQLiteStore(path: path, migrations: Migration.all + [step])
        let row = try await new.read { try $0.rows("select name, pronoun from clients") }
        #expect(try row.first?.text("name") == Samples.client.name)
    }

    @Test("A migration that fails leaves the schema as it was")
    func failedMigration() async throws {
        try SQLiteStore(path: path).close()
        let broken = Migration(name: "broken", sql: "CREATE TABLE half (id TEXT) STRICT; CREATE TABLE half (id TEXT)")
        #expect(throws: StorageError.self) { try SQLiteStore(path: path, migrations: Migration.all + [broken]) }
        let store = try SQLiteStore(path: path)
        #expect(try await store.read { try $0.rows("select name from sqlite_master where name = 'half'") }.isEmpty)
    }

    @Test("A file that was being made when the process was killed is made again")
    func halfMade() throws {
        let half = try DatabaseQueue(path: path)
        try half.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try half.close()
        #expect(throws: Never.self) { try SQLiteStore(path: path) }
    }

    @Test("Every acknowledged write is there after the process was killed")
    func killed() async throws {
        let store = try SQLiteStore(path: path)
        try await Samples.fill(store)
        for round in 0..<20 {
            let count = try await store.write { transaction in
                try transaction.appointments.insert(Samples.appointment("a\(round)", state: .requested))
                return try transaction.rows("select id from appointments").count
            }
            let left = folder.file("left-\(round)")
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: left + suffix)
            }
            let survivor = try SQLiteStore(path: left)
            #expect(try await survivor.read { try $0.rows("select id from appointments").count } == count)
            try survivor.close()
        }
    }

    @Test("Another process's lock is waited for, not for ever, and has a name")
    func locked() async throws {
        let store = try SQLiteStore(path: path, busyTimeout: 0.05)
        try await Samples.fill(store)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: StorageError.busy) {
            try await store.write { try $0.appointments.insert(Samples.appointment("a")) }
        }
        #expect(try await store.read { try $0.practice.find() } == Samples.practice)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try other.close()
        try await store.write { try $0.appointments.insert(Samples.appointment("a")) }
    }

    @Test("Writes that queue behind another process's lock wait together, not one after the other")
    func lockedTogether() throws {
        let store = try SQLiteStore(path: path, busyTimeout: 5)
        func patience(_ database: Database) throws -> Int? { try Int.fetchOne(database, sql: "PRAGMA busy_timeout") }
        try store.pool.writeWithoutTransaction { database in
            for (waited, left) in [(0.0, 5000...5000), (4, 500...1000), (5, 0...0), (60, 0...0)] {
                let asked = ContinuousClock.now - .seconds(waited)
                let seen = try SQLiteStore.withPatience(.seconds(5), since: asked, in: database) {
                    try patience(database)
                }
                #expect(left.contains(try #require(seen)), "after \(waited) s")
                #expect(try patience(database) == 5000)
            }
        }
        try store.close()
    }

    @Test("A full disk is a clear error and leaves no half state")
    func full() async throws {
        let store = try SQLiteStore(path: path)
        try await Samples.fill(store)
        try await store.write { _ = try $0.rows("PRAGMA max_page_count = 1") }
        await #expect(throws: StorageError.diskFull) {
            try await store.write { transaction in
                try transaction.appointments.insert(Samples.appointment("a"))
                var mail = Samples.mail("m", appointment: "a")
                mail.message = Data(repeating: 1, count: 1 << 20)
                try transaction.outbox.enqueue(mail)
            }
        }
        #expect(try await store.read { try $0.appointments.find(id: "a") } == nil)
        try await store.write { _ = try $0.rows("PRAGMA max_page_count = 1000000") }
        try await store.write { try $0.appointments.insert(Samples.appointment("a")) }
    }
}
