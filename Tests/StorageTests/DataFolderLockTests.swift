// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("The data folder's lock")
struct DataFolderLockTests {
    @Test("A second owner is refused with one sentence that names the first; then the folder is free again")
    func second() throws {
        let temporary = try TemporaryFolder()
        let folder = temporary.file("data")
        var first: DataFolderLock? = try DataFolderLock(folder: folder)
        #expect(throws: StorageError.folderInUse(folder: folder, process: "\(getpid())")) {
            try DataFolderLock(folder: folder)
        }
        #expect(first?.folder == folder)
        first = nil
        #expect(throws: Never.self) { try DataFolderLock(folder: folder) }
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        let sentence = "\(StorageError.folderInUse(folder: "/data", process: "7"))"
        #expect(sentence == "The data folder /data is in use by another Vis-à-vis (process 7): stop that one first.")
    }
}
