// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("The contract of every store")
struct StoreContractTests {
    @Test("A transaction that throws leaves nothing", arguments: Backend.all)
    func rollback(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        await #expect(throws: StorageError.roomLost) {
            try await store.write { transaction in
                try transaction.appointments.insert(Samples.appointment("a"))
                throw StorageError.roomLost
            }
        }
        #expect(try await store.read { try $0.appointments.find(id: "a") } == nil)
        withExtendedLifetime(folder) {}
    }

    @Test("Values are numbered, not bound in order of appearance", arguments: Backend.all)
    func numbering(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let changed = try await store.write {
            try $0.execute("update clients set name = $2 where id = $1 and name <> '$2'", ["zoe", "Zoé"])
        }
        #expect(changed == 1)
        #expect(try await store.read { try $0.clients.find(id: "zoe")?.name } == "Zoé")
        withExtendedLifetime(folder) {}
    }

    @Test("Every kind of value comes back as it was", arguments: Backend.all)
    func values(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let data = Data([0, 255, 10])
        let row = try await store.write { transaction in
            try transaction.execute("insert into secrets (name, value) values ($1, $2)", ["ü' ; --", .data(data)])
            return try transaction.rows(
                "select name, value, cast(null as text) as absent from secrets where name = $1", ["ü' ; --"])[0]
        }
        #expect(try row.text("name") == "ü' ; --")
        #expect(try row.data("value") == data)
        #expect(try row.optionalText("absent") == nil)
        #expect(throws: StorageError.unexpectedValue(column: "name")) { try row.integer("name") }
        #expect(throws: StorageError.unexpectedValue(column: "other")) { try row.optionalText("other") }
        withExtendedLifetime(folder) {}
    }

    @Test("A zero character in a text is refused", arguments: Backend.all)
    func zero(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        var client = Samples.client
        client.name = "Zo\0ë"
        await #expect(throws: StorageError.zeroInText) {
            try await store.write { [client] in try $0.clients.update(client) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("A double key and a dangling reference have names", arguments: Backend.all)
    func constraints(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        var other = Samples.account
        other.id = "other"
        await #expect(throws: StorageError.duplicate) {
            try await store.write { [other] in try $0.accounts.insert(other) }
        }
        var client = Samples.client
        client.id = "lost"
        client.practiceID = "nowhere"
        await #expect(throws: StorageError.missingReference) {
            try await store.write { [client] in try $0.clients.insert(client) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Writes through a read are refused", arguments: Backend.all)
    func readOnly(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        await #expect(throws: StorageError.self) {
            try await store.read { try $0.appointments.insert(Samples.appointment("a")) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("A key is made once", arguments: Backend.all)
    func secrets(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let first = try await store.write { try $0.secrets.findOrMake("links") }
        let second = try await store.write { try $0.secrets.findOrMake("links") }
        let other = try await store.write { try $0.secrets.findOrMake("tickets") }
        #expect(first == second)
        #expect(first != other)
        #expect(first.count == 32)
        withExtendedLifetime(folder) {}
    }
}
