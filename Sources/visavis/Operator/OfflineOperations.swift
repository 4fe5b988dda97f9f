// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// The operator's commands when no server runs: the data folder is locked for their length.
struct OfflineOperations {
    let folder: DataFolder

    func backUp(to path: String) async throws -> String {
        let lock = try DataFolderLock(folder: folder.path)
        defer { withExtendedLifetime(lock) {} }
        guard FileManager.default.fileExists(atPath: folder.database) else {
            throw OperatorError("There is no database in \(folder.path) yet.")
        }
        let store = try SQLiteStore(path: folder.database)
        defer { try? store.close() }
        return Sentences.backedUp(try await store.backup(to: path), to: path)
    }

    func restore(from path: String) async throws -> String {
        let lock = try DataFolderLock(folder: folder.path)
        let (report, aside) = try SQLiteStore.restore(
            backup: path, name: folder.databaseName, under: lock, now: Date())
        return Sentences.restored(report, aside: aside)
    }

    /// Adds a person or sets a password.
    func perform(_ request: ControlRequest, settings: Settings) async throws -> String {
        let lock = try DataFolderLock(folder: folder.path)
        defer { withExtendedLifetime(lock) {} }
        let application = try await VisavisApplication(settings: settings, folder: folder)
        defer { try? application.store.close() }
        let reply = await application.answer(request)
        guard reply.done else { throw OperatorError(reply.sentence) }
        return reply.sentence
    }
}
