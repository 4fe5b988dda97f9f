// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing

/// A database that keeps the store's contract. Every test of the contract runs on each of them.
struct Backend: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// A new store with ``Samples`` in it; it lives as long as the folder that comes with it.
    let make: @Sendable () async throws -> (any Store, TemporaryFolder)

    static let all = [sqlite]

    static let sqlite = Backend(testDescription: "SQLite") {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.file("visavis.sqlite"))
        try await Samples.fill(store)
        return (store, folder)
    }
}
