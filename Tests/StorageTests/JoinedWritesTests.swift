// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Writes of the log that are joined")
struct JoinedWritesTests {
    @Test("a commit of many pages takes a few calls, and another connection sees all of it")
    func calls() throws {
        let folder = try TemporaryFolder()
        let (writer, reader) = (try Self.open(folder), try Self.open(folder))
        try writer.inDatabase { database throws in
            try Self.fill(database, 40)
            let plain = try Self.calls { try Self.fill(database, 40) }
            JoinedWrites.begin(try #require(database.sqliteConnection))
            let joined = try Self.calls { try Self.fill(database, 40) }
            // Forty pages and what leads to them: two calls a page, against one for all.
            #expect(plain > 80 && joined < 20, "\(plain) and \(joined)")
        }
        try reader.read { database throws in
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM pages") == 120)
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
        }
    }

    @Test("what was written in a transaction is read in it, more than is kept and more than the cache holds")
    func spilled() throws {
        let folder = try TemporaryFolder()
        let (writer, reader) = (try Self.open(folder), try Self.open(folder))
        try writer.inDatabase { database throws in
            JoinedWrites.begin(try #require(database.sqliteConnection))
            try database.execute(sql: "PRAGMA cache_size = 10")
            try database.inTransaction { () throws in
                for _ in 0..<5 { try Self.insert(database, 100) }
                #expect(try Int.fetchOne(database, sql: "SELECT sum(length(bytes)) FROM pages") == 500 * 3000)
                try database.execute(sql: "UPDATE pages SET bytes = zeroblob(2000)")
                let others = try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM pages") }
                #expect(others == 0)
                return .commit
            }
            try database.inTransaction { () throws in
                try Self.insert(database, 100)
                return .rollback
            }
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            try Self.insert(database, 1)
        }
        try reader.read { database throws in
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM pages") == 501)
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
        }
    }

    @Test("a copy of the files at any moment holds every commit that was answered")
    func copies() throws {
        let folder = try TemporaryFolder()
        let writer = try Self.open(folder)
        try writer.inDatabase { database throws in
            JoinedWrites.begin(try #require(database.sqliteConnection))
            for round in 1...20 {
                try Self.fill(database, 7)
                let copy = folder.file("copy-\(round).sqlite")
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: folder.file("pages.sqlite") + suffix, toPath: copy + suffix)
                }
                try DatabaseQueue(path: copy).inDatabase { other throws in
                    #expect(try Int.fetchOne(other, sql: "SELECT count(*) FROM pages") == 7 * round)
                    #expect(try String.fetchOne(other, sql: "PRAGMA integrity_check") == "ok")
                }
            }
        }
    }

    private static func open(_ folder: TemporaryFolder) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: folder.file("pages.sqlite"))
        try queue.inDatabase { database throws in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            try database.execute(sql: "CREATE TABLE IF NOT EXISTS pages (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        }
        return queue
    }

    private static func fill(_ database: Database, _ pages: Int) throws {
        try database.inTransaction { () throws in
            try insert(database, pages)
            return .commit
        }
    }

    /// A row fills most of a page.
    private static func insert(_ database: Database, _ pages: Int) throws {
        for _ in 0..<pages { try database.execute(sql: "INSERT INTO pages (bytes) VALUES (randomblob(3000))") }
    }

    /// How often this thread asks the system to write.
    private static func calls(_ body: () throws -> Void) throws -> Int {
        let before = try written()
        try body()
        return try written() - before
    }

    private static func written() throws -> Int {
        let text = try String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("syscw: ") })
        return try #require(Int(line.dropFirst(7)))
    }
}
