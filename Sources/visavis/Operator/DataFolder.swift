// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What lies in the data folder, and the exchange of the database when a copy is restored.
struct DataFolder: Sendable {
    let folder: URL
    private let databasePath: String?

    init(settings: Settings) {
        folder = URL(filePath: settings.text("dataDir"), directoryHint: .isDirectory).absoluteURL
        databasePath = settings["databaseUrl"]
    }

    var path: String { folder.path(percentEncoded: false) }
    var database: String { databasePath ?? folder.appending(path: "visavis.sqlite").path(percentEncoded: false) }
    var socket: String { folder.appending(path: ControlSocket.name).path(percentEncoded: false) }
    /// A checked copy that takes the database's place at the next start, whatever ends this one.
    var pending: String { folder.appending(path: "restore-pending.sqlite").path(percentEncoded: false) }

    /// Makes the folder, readable by nobody else.
    func create() throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Puts a pending copy in place and keeps what was there. Returns where it is kept.
    func applyPendingRestore(now: Date) throws -> String? {
        let files = FileManager.default
        guard files.fileExists(atPath: pending) else { return nil }
        var kept: String?
        if files.fileExists(atPath: database) {
            let stamp = now.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted).timeZoneSeparator(.omitted))
            let place = folder.appending(path: "before-restore-\(stamp).sqlite").path(percentEncoded: false)
            for suffix in ["", "-wal", "-shm"] where files.fileExists(atPath: database + suffix) {
                try files.moveItem(atPath: database + suffix, toPath: place + suffix)
            }
            kept = place
        }
        try files.moveItem(atPath: pending, toPath: database)
        return kept
    }
}
