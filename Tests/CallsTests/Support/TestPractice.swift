// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Rooms
import Storage
import Synchronization

@testable import Calls

/// A practice with one practitioner, one client and one appointment at the clock's start, and the registry on it.
final class TestPractice: Sendable {
    static let key = [UInt8](repeating: 7, count: 32)

    let clock = TestClock()
    let store: FaultyStore
    let tickets: TicketIssuer
    private let folder: String

    init() async throws {
        folder = NSTemporaryDirectory() + "visavis-calls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = FaultyStore(try SQLiteStore(path: folder + "/visavis.sqlite"))
        let clock = clock
        tickets = TicketIssuer(key: Self.key, now: { clock.date })
        let now = clock.date
        try await store.write { try Self.fill($0, now: now) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func fill(_ transaction: any Transaction, now: Date) throws {
        try transaction.practice.insert(
            Practice(id: "practice", name: "Parc", senderName: "Parc", language: "fr", timeZone: "Europe/Paris"))
        try transaction.accounts.insert(
            Account(
                id: "anne", practiceID: "practice", email: "anne@example.org", name: "Anne Martin", isOwner: true,
                isPractitioner: true, language: "fr", timeZone: "Europe/Paris", createdAt: now))
        try transaction.practitioners.insert(Practitioner(accountID: "anne", roomID: "room"))
        try transaction.rooms.insert(
            RoomRow(id: "room", practitionerID: "anne", slug: "anne-k7f3q9x2", name: "Anne"))
        try transaction.clients.insert(
            Client(
                id: "zoe", practiceID: "practice", name: "Zoë", email: "zoe@example.org", language: "fr",
                timeZone: "Europe/Paris"))
        try transaction.appointments.insert(
            Appointment(
                id: "app", practitionerID: "anne", clientID: "zoe", state: .confirmed, startsAt: now,
                lengthMinutes: 30, timeZone: "Europe/Paris", uid: "app@example.org", joinTokenHash: "join",
                manageTokenHash: "manage", createdAt: now))
        try transaction.loginSessions.insert(
            LoginSession(
                tokenHash: "login", accountID: "anne", createdAt: now, lastSeenAt: now,
                expiresAt: now.addingTimeInterval(86_400)))
    }

    /// Runs a registry on the practice while `body` lasts; ends it as the program's end does.
    func run(
        signalling: SignallingLimits = SignallingLimits(), relay: RelayCredentials = .none,
        _ body: (RoomRegistry) async throws -> Void
    ) async throws {
        let registry = RoomRegistry(
            store: store, tickets: tickets, signalling: signalling, clock: clock.calls,
            relayCredentials: relay,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await registry.run() }
            try await body(registry)
            await registry.settle()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    // MARK: Pages

    func hostTicket() throws -> Ticket {
        try tickets.verify(tickets.hostTicket(account: "anne", room: "room", login: "login"))
    }

    func clientTicket(revision: Int = 0) throws -> Ticket {
        try tickets.verify(
            tickets.visitorTicket(room: "room", appointment: "app", revision: revision, address: "192.0.2.1"))
    }

    func strangerTicket(_ slug: String = "anne-k7f3q9x2") throws -> Ticket {
        try tickets.verify(tickets.visitorTicket(room: "room", slug: slug, address: "192.0.2.2"))
    }

    /// The host's page, in the open room.
    func host(_ registry: RoomRegistry) async throws -> TestPage {
        let page = TestPage(try hostTicket(), registry)
        page.hello()
        page.say(#"{"type":"open","id":1}"#)
        await registry.settle()
        return page
    }

    /// The client's page, ready.
    func client(_ registry: RoomRegistry, _ ticket: Ticket? = nil) async throws -> TestPage {
        let page = TestPage(try ticket ?? clientTicket(), registry)
        page.hello()
        page.say(
            #"{"type":"ready","id":1,"name":"Zoë","devices":{"camera":true,"microphone":true,"speaker":true}}"#)
        await registry.settle()
        return page
    }

    /// Both in a call.
    func call(_ registry: RoomRegistry) async throws -> (host: TestPage, guest: TestPage) {
        let host = try await host(registry)
        let guest = try await client(registry)
        guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":null}"#)
        host.say(#"{"type":"admit","id":2,"knock":"k1"}"#)
        await registry.settle()
        return (host, guest)
    }

    /// Lets time pass in ticks, with both answering pings.
    func pass(_ duration: Duration, _ registry: RoomRegistry, alive pages: [TestPage] = []) async {
        let step = RoomRegistry.tickLength
        var left = duration
        while left > .zero {
            clock.advance(step)
            left -= step
            for page in pages { page.say(#"{"type":"pong"}"#) }
            await registry.beat()
            await registry.settle()
        }
    }
}

/// A store whose disk can be full.
final class FaultyStore: Store {
    private let store: any Store
    private let isFull = Mutex(false)

    init(_ store: any Store) {
        self.store = store
    }

    func setFull(_ full: Bool) { isFull.withLock { $0 = full } }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        try await store.read(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T {
        if isFull.withLock({ $0 }) { throw StorageError.diskFull }
        return try await store.write(body)
    }

    func checkpoint() async throws -> Bool { try await store.checkpoint() }
}
