// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

@Suite("Disabling a practitioner")
struct DisablingTests {
    let fixture: BookFixture

    init() async throws {
        fixture = try await BookFixture()
    }

    private func add(_ minutes: Double, for account: Account? = nil, confirmed: Bool = true) async throws -> String {
        let account = account ?? fixture.anne
        let draft = BookFixture.draft(minutes: minutes)
        let details =
            confirmed
            ? try await fixture.book.add(confirmed: draft, for: account.id, by: account)
            : try await fixture.book.request(draft, for: account.id, by: account)
        return details.appointment.id
    }

    private func appointment(_ id: String) async throws -> Appointment {
        try #require(try await fixture.store.read { try $0.appointments.find(id: id) })
    }

    private func isDisabled(_ account: Account) async throws -> Bool {
        try await fixture.store.read { try $0.accounts.find(id: account.id)?.disabledAt } != nil
    }

    private func kinds(_ id: String) async throws -> Set<String> {
        Set(try await fixture.mails(id).map(\.kind))
    }

    @Test("The owner sees how much is to come, and who could take it over")
    func leaving() async throws {
        _ = try await add(0)
        _ = try await add(120, confirmed: false)
        let leaving = try await fixture.book.leaving("anne", by: fixture.owner)
        #expect((leaving.confirmed, leaving.requested) == (1, 1))
        #expect(leaving.colleagues.map(\.id) == ["bruno"])
    }

    @Test("Nobody but the owner disables, and nobody themselves")
    func authorisation() async throws {
        for (target, actor) in [("anne", fixture.bruno), ("owner", fixture.owner), ("none", fixture.owner)] {
            await #expect(throws: AccountError.notFound) {
                try await fixture.book.disable(target, coming: .keep, by: actor)
            }
        }
        await #expect(throws: AccountError.notFound) { try await fixture.book.leaving("anne", by: fixture.bruno) }
        #expect(try await !isDisabled(fixture.anne))
    }

    @Test("Kept appointments stay as they are; logins and keys end")
    func keep() async throws {
        let id = try await add(0)
        let before = try await appointment(id)
        try await fixture.store.write { transaction in
            try transaction.loginSessions.insert(
                LoginSession(
                    tokenHash: "hash", accountID: "anne", createdAt: BookFixture.monday,
                    lastSeenAt: BookFixture.monday, expiresAt: .distantFuture))
            try transaction.apiKeys.insert(
                APIKey(id: "k", practitionerID: "anne", name: "site", keyHash: "h", createdAt: BookFixture.monday))
        }
        #expect(try await fixture.book.disable("anne", coming: .keep, by: fixture.owner) == ["hash"])
        #expect(try await appointment(id) == before)
        #expect(try await isDisabled(fixture.anne))
        let login = try await fixture.store.read { try $0.loginSessions.find(tokenHash: "hash") }
        let key = try await fixture.store.read { try $0.apiKeys.find(keyHash: "h") }
        #expect(login == nil && key == nil)
        let anne = try #require(try await fixture.store.read { try $0.accounts.find(id: "anne") })
        await #expect(throws: AppointmentError.notFound) { try await fixture.book.coming(by: anne) }
    }

    @Test("Cancelled ones are each told to their client")
    func cancel() async throws {
        let (confirmed, requested) = (try await add(0), try await add(120, confirmed: false))
        _ = try await fixture.book.disable("anne", coming: .cancel, by: fixture.owner)
        for id in [confirmed, requested] {
            #expect(try await appointment(id).state == .cancelled)
            #expect(try await kinds(id).contains("cancelled"))
        }
    }

    @Test("Handed over, an appointment is the other's: the calendar ends one entry and begins another (RFC 5546)")
    func hand() async throws {
        let id = try await add(0)
        let before = try await appointment(id)
        let announced = try CalendarParser.parse(try #require(try await part(.confirmed, of: id)))
        _ = try await fixture.book.disable("anne", coming: .hand(to: "bruno", cancelsRest: false), by: fixture.owner)
        let after = try await appointment(id)
        #expect(after.practitionerID == "bruno" && after.state == .confirmed && after.startsAt == before.startsAt)
        let ended = try CalendarParser.parse(try #require(try await part(.handedOver, of: id)))
        #expect(ended.method == "CANCEL" && ended.uid == announced.uid && ended.organizer == announced.organizer)
        #expect(ended.sequence > announced.sequence && ended.organizer.hasSuffix("anne@example.org"))
        let begun = try CalendarParser.parse(try #require(try await part(.confirmed, of: id)))
        #expect(begun.method == "REQUEST" && begun.uid == after.uid && begun.uid != announced.uid)
        #expect(begun.organizer.hasSuffix("bruno@example.org") && begun.start == announced.start)
        #expect(try await kinds(id) == ["confirmed", "handed_over", "taken_over"])
        #expect(try await isDisabled(fixture.anne))
    }

    /// The calendar part of the latest mail of a kind.
    private func part(_ kind: MailKind, of id: String) async throws -> [UInt8]? {
        try await fixture.mail(kind, of: id).part("text/calendar")?.content
    }

    @Test("What no calendar holds is not ended in it: a request that was never mailed")
    func handUnannounced() async throws {
        let id = try await add(0, confirmed: false)
        _ = try await fixture.book.disable("anne", coming: .hand(to: "bruno", cancelsRest: false), by: fixture.owner)
        #expect(try await part(.handedOver, of: id) == nil)
    }

    @Test(
        "Programs hear that it ended for the one and began for the other; open rooms hear of requests that it displaced"
    )
    func told() async throws {
        let changed = Mutex<[String]>([])
        let hooks = HookQueue(signal: WorkSignal(), clock: fixture.clock.wall)
        let book = AppointmentBook(
            store: fixture.store, keys: fixture.queue.stationery.keys, links: fixture.queue.stationery.links,
            queue: fixture.queue, hooks: hooks, host: "vis.example.org", clock: fixture.clock.wall,
            changed: { id in changed.withLock { $0.append(id) } })
        let id = try await add(0)
        let loser = try await book.request(BookFixture.draft(minutes: 15), for: "bruno", by: fixture.bruno)
        try await fixture.store.write { transaction in
            for id in ["anne", "bruno"] {
                try transaction.webhooks.insert(
                    Webhook(
                        id: "of-\(id)", practitionerID: id, url: "https://\(id).example.org/", secret: "whsec_AAAA",
                        createdAt: BookFixture.monday))
            }
        }
        _ = try await book.disable("anne", coming: .hand(to: "bruno", cancelsRest: false), by: fixture.owner)
        #expect(try await appointment(loser.appointment.id).state == .declined)
        #expect(changed.withLock { Set($0) }.isSuperset(of: [id, loser.appointment.id]))
        let events = try await fixture.store.read { transaction in
            try ["of-anne", "of-bruno"].map { try transaction.webhookDeliveries.list(webhookID: $0).map(\.event) }
        }
        #expect(events == [["cancelled"], ["confirmed"]])
    }

    @Test("One that the other has no room for refuses the whole, or is cancelled when the owner says so")
    func conflict() async throws {
        let (stuck, free) = (try await add(0), try await add(240))
        _ = try await add(15, for: fixture.bruno)
        let start = try await appointment(stuck).startsAt
        await #expect(throws: HandOverConflict(starts: [start])) {
            try await fixture.book.disable("anne", coming: .hand(to: "bruno", cancelsRest: false), by: fixture.owner)
        }
        #expect(try await appointment(free).practitionerID == "anne")
        #expect(try await !isDisabled(fixture.anne))
        _ = try await fixture.book.disable("anne", coming: .hand(to: "bruno", cancelsRest: true), by: fixture.owner)
        #expect(try await appointment(free).practitionerID == "bruno")
        #expect(try await appointment(stuck).state == .cancelled)
    }

    @Test(
        "Nothing is handed to oneself, to a stranger or to who holds no appointments",
        arguments: ["anne", "none", "owner"])
    func nobody(other: String) async throws {
        _ = try await add(0)
        await #expect(throws: AppointmentError.notFound) {
            try await fixture.book.disable("anne", coming: .hand(to: other, cancelsRest: true), by: fixture.owner)
        }
        #expect(try await !isDisabled(fixture.anne))
    }
}
