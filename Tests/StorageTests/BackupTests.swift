// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Storage

@Suite("Backup and restore")
struct BackupTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.file("visavis.sqlite"))
        try await Samples.fill(store)
    }

    @Test("A backup under load is whole: one consistent moment in one file of mode 0600")
    func backupUnderLoad() async throws {
        let target = folder.file("backup.sqlite")
        let report = try await withThrowingTaskGroup(of: Void.self) { [store] group in
            group.addTask {
                for number in 0..<200 {
                    try await store.write { transaction in
                        try transaction.appointments.insert(Samples.appointment("a\(number)", state: .requested))
                        try transaction.outbox.enqueue(Samples.mail("m\(number)", appointment: "a\(number)"))
                    }
                }
            }
            let report = try await store.backup(to: target)
            try await group.waitForAll()
            return report
        }
        #expect(report.schemaVersion == Migration.all.count)
        #expect(report.accounts == 1)
        #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
        let copy = try SQLiteStore(path: target)
        let (appointments, mails) = try await copy.read { transaction in
            (
                try transaction.rows("select id from appointments").count,
                try transaction.rows("select id from outbox").count
            )
        }
        #expect(appointments == mails)
        #expect(appointments == report.appointments)
        #expect(!FileManager.default.fileExists(atPath: target + ".partial"))
    }

    @Test("An existing file is not overwritten")
    func existing() async throws {
        let target = folder.file("precious")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: target))
        await #expect(throws: StorageError.alreadyExists(path: target)) { try await store.backup(to: target) }
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
    }

    @Test("A folder that is not there is a clear error")
    func nowhere() async throws {
        await #expect(throws: StorageError.self) { try await store.backup(to: folder.file("no/such/folder")) }
    }

    @Test("What is no backup of ours is refused")
    func verification() async throws {
        #expect(throws: StorageError.self) { try SQLiteStore.verify(backup: folder.file("nothing")) }
        let text = folder.file("text")
        try Data("a text, long enough that SQLite looks at it as if it were a database file ........".utf8).write(
            to: URL(fileURLWithPath: text))
        #expect(throws: StorageError.notOurDatabase(path: text)) { try SQLiteStore.verify(backup: text) }
        let empty = folder.file("empty")
        try Data().write(to: URL(fileURLWithPath: empty))
        #expect(throws: StorageError.notOurDatabase(path: empty)) { try SQLiteStore.verify(backup: empty) }
        let whole = folder.file("whole")
        _ = try await store.backup(to: whole)
        let half = folder.file("half")
        try Data(contentsOf: URL(fileURLWithPath: whole)).prefix(40_000).write(to: URL(fileURLWithPath: half))
        #expect(throws: StorageError.self) { try SQLiteStore.verify(backup: half) }
    }

    @Test("Restore brings the backup's rows and keeps the present database aside, with what its log still held")
    func restore() async throws {
        let backup = folder.file("backup")
        _ = try await store.backup(to: backup)
        try await store.write { try $0.appointments.insert(Samples.appointment("after")) }
        let lock = try DataFolderLock(folder: folder.file("data"))
        // As a killed process leaves it: the last writes are in the log only.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: store.path + suffix, toPath: folder.file("data/visavis.sqlite") + suffix)
        }
        let (report, aside) = try SQLiteStore.restore(
            backup: backup, name: "visavis.sqlite", under: lock, now: Samples.noon)
        #expect(report.accounts == 1)
        let restored = try SQLiteStore(path: folder.file("data/visavis.sqlite"))
        #expect(try await restored.read { try $0.appointments.find(id: "after") } == nil)
        let kept = try SQLiteStore(path: try #require(aside))
        #expect(try await kept.read { try $0.appointments.find(id: "after") } != nil)
    }

    @Test("A restore brings the keys back but the relay's, since who was sent away since then is not known in it")
    func keys() async throws {
        let names = ["links", "tickets", "forms", SecretTable.relay]
        let made = try await store.write { transaction in try names.map { try transaction.secrets.findOrMake($0) } }
        let backup = folder.file("backup")
        _ = try await store.backup(to: backup)
        let lock = try DataFolderLock(folder: folder.file("data"))
        _ = try SQLiteStore.restore(backup: backup, name: "visavis.sqlite", under: lock, now: Samples.noon)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: lock.folder).filter { $0.contains("restoring") } == [])
        let restored = try SQLiteStore(path: folder.file("data/visavis.sqlite"))
        let found = try await restored.read { transaction in try names.map { try transaction.secrets.find($0) } }
        #expect(found == Array(made.dropLast()) + [nil])
        // The backup itself is as it was.
        let kept = try SQLiteStore(path: backup)
        #expect(try await kept.read { try $0.secrets.find(SecretTable.relay) } == made.last)
    }

    @Test("A refused restore leaves the present database as it was")
    func refusedRestore() async throws {
        try store.close()
        let lock = try DataFolderLock(folder: folder.path)
        let text = folder.file("text")
        try Data("no database".utf8).write(to: URL(fileURLWithPath: text))
        #expect(throws: StorageError.self) {
            try SQLiteStore.restore(backup: text, name: "visavis.sqlite", under: lock, now: Samples.noon)
        }
        let present = try SQLiteStore(path: folder.file("visavis.sqlite"))
        #expect(try await present.read { try $0.practice.find() } == Samples.practice)
    }
}
