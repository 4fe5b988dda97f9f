// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files that only the operator's user may read (mode 0600).
enum PrivateFile {
    /// - Throws: ``StorageError/alreadyExists(path:)``, ``StorageError/cannotOpen(path:detail:)``.
    static func make(_ path: String) throws(StorageError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        close(descriptor)
    }

    /// Gives a finished file its name; never in place of another file.
    static func publish(_ partial: String, as path: String) throws(StorageError) {
        if link(partial, path) == 0 { return }
        // File systems without hard links (a memory stick) leave a moment between the look and the move.
        guard errno != EEXIST, access(path, F_OK) != 0 else { throw .alreadyExists(path: path) }
        guard rename(partial, path) == 0 else { throw failure(path) }
    }

    /// Returns when the file or folder is on the disk.
    static func flush(_ path: String) throws(StorageError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .diskFailed }
    }

    static func failure(_ path: String) -> StorageError {
        switch errno {
        case EEXIST: .alreadyExists(path: path)
        case ENOSPC, EDQUOT: .diskFull
        case EIO: .diskFailed
        default: .cannotOpen(path: path, detail: String(cString: strerror(errno)))
        }
    }
}
