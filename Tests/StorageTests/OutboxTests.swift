// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("The outbox")
struct OutboxTests {
    let noon = Samples.noon

    @Test("One mail for an appointment, kind and revision", arguments: Backend.all)
    func unique(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let (first, second) = try await store.write { transaction throws in
            try transaction.appointments.insert(Samples.appointment("a"))
            return (
                try transaction.outbox.enqueue(Samples.mail("m1", appointment: "a")),
                try transaction.outbox.enqueue(Samples.mail("m2", appointment: "a"))
            )
        }
        #expect(first && !second)
        withExtendedLifetime(folder) {}
    }

    @Test("A lease is one worker's until it runs out, and only its token marks", arguments: Backend.all)
    func lease(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { [noon] transaction throws in
            let outbox = transaction.outbox
            try outbox.enqueue(Samples.mail("due"))
            try outbox.enqueue(Samples.mail("later", due: noon + 60))
            #expect(try outbox.lease(now: noon, until: noon + 30, token: "w1", limit: 9).map(\.id) == ["due"])
            #expect(try outbox.lease(now: noon, until: noon + 30, token: "w2", limit: 9).isEmpty)
            #expect(try outbox.nextDue() == noon + 30)
            let again = try outbox.lease(now: noon + 30, until: noon + 60, token: "w3", limit: 9)
            #expect(again.map(\.attempts) == [2])
            #expect(try !outbox.accept(id: "due", token: "w1", reply: "250 OK", at: noon + 31))
            #expect(try outbox.accept(id: "due", token: "w3", reply: "250 OK", at: noon + 31))
            #expect(try outbox.find(id: "due")?.state == .accepted)
            #expect(try outbox.nextDue() == noon + 60)
        }
        withExtendedLifetime(folder) {}
    }

    @Test(
        "what one reader is told of an appointment goes in its order; one that backs off keeps none waiting",
        arguments: Backend.all)
    func order(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let noon = Samples.noon
        try await store.write { transaction throws in
            try transaction.appointments.insert(Samples.appointment("a", state: .confirmed))
            let outbox = transaction.outbox
            for (index, id) in ["third", "second", "first"].enumerated() {
                var mail = Samples.mail(id, appointment: "a")
                (mail.kind, mail.createdAt) = (id, noon - TimeInterval(index))
                try outbox.enqueue(mail)
            }
            var host = Samples.mail("host", appointment: "a")
            (host.kind, host.recipient) = ("host", "anne@example.org")
            try outbox.enqueue(host)
            func lease(_ token: String) throws -> Set<String> {
                Set(try outbox.lease(now: noon, until: noon + 30, token: token, limit: 9).map(\.id))
            }
            #expect(try lease("w1") == ["first", "host"])
            #expect(try lease("w2").isEmpty)
            try outbox.accept(id: "first", token: "w1", reply: "250", at: noon)
            #expect(try lease("w3") == ["second"])
            try outbox.retry(id: "second", token: "w3", reply: "451", next: noon + 600)
            #expect(try lease("w4") == ["third"])
        }
        withExtendedLifetime(folder) {}
    }

    @Test("A process that starts alone frees what a dead one leased", arguments: Backend.all)
    func release(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { [noon] transaction throws in
            let outbox = transaction.outbox
            try outbox.enqueue(Samples.mail("m"))
            _ = try outbox.lease(now: noon, until: noon + 120, token: "dead", limit: 1)
            #expect(try outbox.releaseLeases() == 1)
            #expect(try !outbox.accept(id: "m", token: "dead", reply: "250 OK", at: noon))
            #expect(try outbox.lease(now: noon, until: noon + 120, token: "alive", limit: 1).map(\.attempts) == [2])
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Retry, give up, send again", arguments: Backend.all)
    func retry(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { [noon] transaction throws in
            let outbox = transaction.outbox
            try outbox.enqueue(Samples.mail("m"))
            _ = try outbox.lease(now: noon, until: noon + 30, token: "w1", limit: 1)
            #expect(try outbox.retry(id: "m", token: "w1", reply: "451", next: noon + 60))
            #expect(try outbox.lease(now: noon + 59, until: noon + 90, token: "w2", limit: 1).isEmpty)
            _ = try outbox.lease(now: noon + 60, until: noon + 90, token: "w3", limit: 1)
            #expect(try outbox.fail(id: "m", token: "w3", reply: "550", at: noon + 61))
            #expect(try outbox.nextDue() == nil)
            try outbox.sendAgain(id: "m", now: noon + 100)
            #expect(try outbox.lease(now: noon + 100, until: noon + 130, token: "w4", limit: 1).count == 1)
            #expect(throws: StorageError.notFound) { try outbox.sendAgain(id: "m", now: noon) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Messages and recipients are erased; the owner's list never has them", arguments: Backend.all)
    func erasure(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { [noon] transaction throws in
            let outbox = transaction.outbox
            try outbox.enqueue(Samples.mail("m"))
            let listed = try #require(try outbox.listWithoutContent(practiceID: "practice").first)
            #expect(listed.message == nil && listed.recipient.isEmpty)
            _ = try outbox.lease(now: noon, until: noon + 30, token: "w", limit: 1)
            try outbox.accept(id: "m", token: "w", reply: "250 OK", at: noon)
            #expect(try outbox.eraseMessages(acceptedBefore: noon, abandonedBefore: noon) == 0)
            #expect(try outbox.eraseMessages(acceptedBefore: noon + 1, abandonedBefore: noon) == 1)
            let erased = try #require(try outbox.find(id: "m"))
            #expect(erased.message == nil && erased.recipient.isEmpty && erased.reply == "250 OK")
        }
        withExtendedLifetime(folder) {}
    }
}
