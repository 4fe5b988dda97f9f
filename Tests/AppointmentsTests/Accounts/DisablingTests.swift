// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
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

    @Test("Handed over, an appointment is the other's, with the same calendar entry and a mail")
    func hand() async throws {
        let id = try await add(0)
        let before = try await appointment(id)
        _ = try await fixture.book.disable("anne", coming: .hand(to: "bruno", cancelsRest: false), by: fixture.owner)
        let after = try await appointment(id)
        #expect(after.practitionerID == "bruno" && after.state == .confirmed)
        #expect(after.startsAt == before.startsAt && after.uid == before.uid && after.sequence > before.sequence)
        #expect(try await fixture.mails(id).count > 1)
        #expect(try await isDisabled(fixture.anne))
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
