// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

extension SQLiteStore {
    /// Puts a checked copy of the backup in the database's place, and the present database aside in a file of its own beside
    /// it, whose path is returned (nil when there was none). `lock` proves that no process has the database open.
    ///
    /// The relay's secret is not brought back: who was sent away after the backup was made is not known in it, so no
    /// relay credential from before counts any more. The next start makes another.
    /// - Parameter name: the database's file name in the locked folder.
    /// - Throws: ``StorageError``; then the present database is as it was.
    public static func restore(
        backup: String, name: String, under lock: DataFolderLock, now: Date
    ) throws -> (report: BackupReport, aside: String?) {
        let path = lock.folder + "/" + name
        let files = FileManager.default
        _ = try verify(backup: backup)
        let fresh = path + ".restoring"
        try? files.removeItem(atPath: fresh)
        defer { try? files.removeItem(atPath: fresh) }
        try PrivateFile.make(fresh)
        try copy(backup, into: fresh)
        try forgetRelaySecret(in: fresh)
        let report = try verify(backup: fresh)
        try PrivateFile.flush(fresh)
        let aside = try putAside(path, now: now)
        guard rename(fresh, path) == 0 else {
            throw StorageError.cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
        try PrivateFile.flush(lock.folder)
        return (report, aside)
    }

    private static func copy(_ backup: String, into fresh: String) throws(StorageError) {
        do {
            let source = try FileHandle(forReadingFrom: URL(fileURLWithPath: backup))
            let target = try FileHandle(forWritingTo: URL(fileURLWithPath: fresh))
            while let chunk = try source.read(upToCount: 1 << 20), !chunk.isEmpty {
                try target.write(contentsOf: chunk)
            }
            try target.close()
            try source.close()
        } catch {
            throw .cannotOpen(path: fresh, detail: "the backup cannot be copied there; is the disk full?")
        }
    }

    private static func forgetRelaySecret(in path: String) throws(StorageError) {
        do {
            let queue = try DatabaseQueue(path: path)
            defer { try? queue.close() }
            try queue.write {
                try $0.execute(sql: "DELETE FROM secrets WHERE name = ?", arguments: [SecretTable.relay])
            }
        } catch {
            throw StorageError(opening: path, error)
        }
    }

    /// Keeps the present database, with everything that its write-ahead log still holds.
    private static func putAside(_ path: String, now: Date) throws -> String? {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return nil }
        // Closing the only connection folds the log into the file; a damaged one keeps its log beside it.
        try? DatabaseQueue(path: path).close()
        let aside = "\(path).before-restore-\(now.storedMilliseconds)"
        for suffix in ["-wal", ""] where files.fileExists(atPath: path + suffix) {
            guard link(path + suffix, aside + suffix) == 0 else {
                throw StorageError.cannotOpen(path: aside + suffix, detail: String(cString: strerror(errno)))
            }
        }
        for suffix in ["-wal", "-shm"] { try? files.removeItem(atPath: path + suffix) }
        return aside
    }
}
