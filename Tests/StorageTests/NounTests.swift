// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("The records come back as they were")
struct NounTests {
    @Test("Practice, accounts, practitioners, rooms and clients", arguments: Backend.all)
    func people(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.read { transaction throws in
            #expect(try transaction.practice.find() == Samples.practice)
            #expect(try transaction.accounts.find(email: "anne@example.org") == Samples.account)
            #expect(try transaction.accounts.owner() == Samples.account)
            #expect(try transaction.practitioners.find(roomID: "room") == Samples.practitioner)
            #expect(try transaction.rooms.find(slug: "anne-k7f3q9x2") == Samples.room)
            #expect(try transaction.clients.find(ids: ["zoe", "nobody"]) == ["zoe": Samples.client])
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Appointments by token, day, coming and past", arguments: Backend.all)
    func appointments(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let noon = Samples.noon
        try await store.write { transaction throws in
            try transaction.appointments.insert(Samples.appointment("early", minutes: -120))
            try transaction.appointments.insert(Samples.appointment("now", minutes: -10))
            try transaction.appointments.insert(Samples.appointment("later", minutes: 60))
            try transaction.appointments.insert(Samples.appointment("off", state: .cancelled, minutes: 90))
        }
        try await store.read { transaction throws in
            let table = transaction.appointments
            #expect(try table.find(joinTokenHash: "join-now") == Samples.appointment("now", minutes: -10))
            #expect(try table.find(manageTokenHash: "join-now") == nil)
            #expect(try table.coming(practitionerID: "anne", now: noon).map(\.id) == ["now", "later"])
            #expect(try table.past(practitionerID: "anne", now: noon).map(\.id) == ["early"])
            #expect(try table.list(practitionerID: "anne", from: noon - 600, to: noon + 3600).map(\.id) == ["now"])
            #expect(try table.list(practitionerID: "other", from: .distantPast.asStored, to: noon).isEmpty)
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Sessions end, links work once, spent tickets are forgotten", arguments: Backend.all)
    func access(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let noon = Samples.noon
        let session = LoginSession(
            tokenHash: "s", accountID: "anne", createdAt: noon, lastSeenAt: noon, expiresAt: noon + 100)
        try await store.write { transaction throws in
            try transaction.loginSessions.insert(session)
            try transaction.oneTimeTokens.insert(
                OneTimeToken(tokenHash: "t", purpose: .invitation, accountID: "anne", expiresAt: noon + 10))
            try transaction.spentTickets.save(
                SpentTicket(ticketID: "p", roomID: "room", outcome: "refused", expiresAt: noon + 10))
            try transaction.spentTickets.save(
                SpentTicket(ticketID: "p", roomID: "room", outcome: "excluded", expiresAt: noon + 20))
            for time in [10.0, 20] {
                try transaction.revokedCredentials.save(
                    RevokedCredential(participant: "r\(time)", expiresAt: noon + time))
                try transaction.revokedCredentials.save(
                    RevokedCredential(participant: "r\(time)", expiresAt: noon + 99))
            }
        }
        #expect(try await store.read { try $0.loginSessions.find(tokenHash: "s") } == session)
        try await store.write { transaction throws in
            let tokens = transaction.oneTimeTokens
            #expect(try tokens.use(tokenHash: "t", purpose: .passwordReset, now: noon) == nil)
            #expect(try tokens.use(tokenHash: "t", purpose: .invitation, now: noon + 10) == nil)
            #expect(try tokens.use(tokenHash: "t", purpose: .invitation, now: noon)?.accountID == "anne")
            #expect(try tokens.use(tokenHash: "t", purpose: .invitation, now: noon) == nil)
            #expect(try transaction.spentTickets.find(ticketID: "p", now: noon + 19)?.outcome == "excluded")
            #expect(try transaction.spentTickets.list(roomID: "room", now: noon + 20).isEmpty)
            #expect(try transaction.revokedCredentials.list(now: noon + 9).count == 2)
            try transaction.revokedCredentials.deleteExpired(now: noon + 10)
            #expect(try transaction.revokedCredentials.list(now: noon).map(\.participant) == ["r20.0"])
            try transaction.loginSessions.deleteExpired(now: noon + 100, idleSince: noon - 1)
            #expect(try transaction.loginSessions.find(tokenHash: "s") == nil)
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Erasing a client leaves times and no identity", arguments: Backend.all)
    func erasure(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { transaction throws in
            var appointment = Samples.appointment("a")
            appointment.note = "second door"
            try transaction.appointments.insert(appointment)
            try transaction.outbox.enqueue(Samples.mail("m", appointment: "a"))
            try transaction.clients.erase(id: "zoe")
            #expect(try transaction.clients.find(id: "zoe")?.name == "")
            #expect(try transaction.clients.find(id: "zoe")?.email == "")
            #expect(try transaction.appointments.find(id: "a")?.note == "")
            #expect(try transaction.outbox.list(appointmentID: "a").isEmpty)
        }
        withExtendedLifetime(folder) {}
    }
}
