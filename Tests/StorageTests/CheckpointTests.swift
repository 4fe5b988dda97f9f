// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import Testing

@testable import Storage

/// What is erased in the tables stands in the log until it is copied and cut.
@Suite("What was erased leaves the files")
struct CheckpointTests {
    private static let name = "Zxqvolympe"
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.file("visavis.sqlite"))
        try await Samples.fill(store)
        try await store.write { transaction in
            var client = try #require(try transaction.clients.find(id: Samples.client.id))
            client.name = Self.name
            try transaction.clients.update(client)
        }
        try await store.write { try $0.clients.erase(id: Samples.client.id) }
    }

    @Test("with a checkpoint, and not before")
    func checkpoint() async throws {
        #expect(try holdsName() == true)
        #expect(try await store.checkpoint())
        #expect(try holdsName() == false)
        try await store.write { try $0.appointments.insert(Samples.appointment("a")) }
        #expect(try await store.read { try $0.appointments.find(id: "a") } != nil)
    }

    @Test("not while somebody reads what was before, and then without an error")
    func readers() async throws {
        let snapshot = try store.pool.makeSnapshot()
        try await store.write { try $0.appointments.insert(Samples.appointment("a")) }
        #expect(try await store.checkpoint() == false)
        #expect(try await store.write { try $0.rows("PRAGMA busy_timeout").first?.integer("timeout") } == 5000)
        try snapshot.close()
        #expect(try await store.checkpoint())
        #expect(try holdsName() == false)
    }

    @Test("when the store is closed")
    func closing() throws {
        try store.close()
        #expect(try holdsName() == false)
    }

    private func holdsName() throws -> Bool {
        try ["", "-wal"].contains { suffix in
            let file = folder.file("visavis.sqlite" + suffix)
            guard FileManager.default.fileExists(atPath: file) else { return false }
            return try Data(contentsOf: URL(fileURLWithPath: file)).firstRange(of: Data(Self.name.utf8)) != nil
        }
    }
}
