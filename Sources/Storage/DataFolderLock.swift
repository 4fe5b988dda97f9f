// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Makes the data folder one process's own: two pools on one SQLite file, in whatever process, can damage it. Held until the
/// value is released or the process ends, however it ends.
public final class DataFolderLock: Sendable {
    public let folder: String
    private let descriptor: CInt

    /// Makes the folder (mode 0700) when it is not there.
    /// - Throws: ``StorageError/folderInUse(folder:process:)``, ``StorageError/cannotOpen(path:detail:)``.
    public init(folder: String) throws(StorageError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotOpen(path: folder, detail: "the folder cannot be made")
        }
        let path = folder + "/visavis.lock"
        // The properties are set last: an initialiser that throws after that runs `deinit`, which would close a second time what
        // may by then be another thread's file.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, detail: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            close(descriptor)
            throw .folderInUse(folder: folder, process: holder.isEmpty ? "?" : holder)
        }
        ftruncate(descriptor, 0)
        let process = Array("\(getpid())".utf8)
        _ = pwrite(descriptor, process, process.count, 0)
        (self.folder, self.descriptor) = (folder, descriptor)
    }

    deinit {
        close(descriptor)
    }
}
