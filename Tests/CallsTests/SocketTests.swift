// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage
import Testing

@testable import Calls

@Suite struct SocketTests {
    let practice: TestPractice

    init() async throws {
        practice = try await TestPractice()
    }

    @Test func signalsPassAsTheBytesThatCame() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            let signal =
                #"{"type":"signal","call":"\#(host.call ?? "")", "description":{"sdp":"v=0\r\n","type":"offer"}}"#
            host.say(signal)
            #expect(guest.texts.last == Array(signal.utf8))
            guest.say(#"{"type":"signal","call":"another","candidates":[]}"#)
            #expect(host.all("signal").isEmpty)
            guest.say(#"{"type":"signal","call":"\#(host.call ?? "")","candidates":["x"]}"#)
            #expect(guest.reason(0) == "malformed" && host.all("signal").isEmpty)
            host.say(#"{"type":"hang_up","id":5}"#)
            await registry.settle()
            host.say(signal)
            #expect(host.reason(0) == "not_now")
        }
    }

    @Test func aSideHasTwoHundredCandidates() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            let candidate = #"{"candidate":"candidate:1 1 udp 1 192.0.2.1 1 typ host","sdpMid":"0"}"#
            func signal(_ count: Int) -> String {
                let list = Array(repeating: candidate, count: count).joined(separator: ",")
                return #"{"type":"signal","call":"\#(host.call ?? "")","candidates":[\#(list)]}"#
            }
            host.say(signal(150))
            host.say(signal(51))
            #expect(host.reason(0) == "too_many" && guest.all("signal").count == 1)
            host.say(signal(50))
            guest.say(signal(200))
            #expect(guest.all("signal").count == 2 && host.all("signal").count == 1)
        }
    }

    @Test func tooManyMessagesCloseTheSocket() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            for _ in 0..<200 { host.say(#"{"type":"pong"}"#) }
            #expect(host.closeCode == 1008)
            let calm = try await practice.host(registry)
            for _ in 0..<100 {
                for _ in 0..<2 { calm.say(#"{"type":"pong"}"#) }
                practice.clock.advance(.milliseconds(100))
            }
            #expect(calm.closeCode == nil)
        }
    }

    @Test func aSocketWithoutHelloIsClosedAfterTenSeconds() async throws {
        try await practice.run { registry in
            let page = TestPage(try practice.hostTicket(), registry)
            await practice.pass(.seconds(9), registry)
            #expect(page.closeCode == nil)
            await practice.pass(.seconds(2), registry)
            #expect(page.closeCode == 1008)
        }
    }

    @Test(arguments: [
        #"{"type":"pong"}"#, #"{"type":"open","id":1}"#, "x", #"{"type":"hello","version":9,"resume":null}"#,
    ])
    func whateverComesBeforeHelloClosesTheSocket(text: String) async throws {
        try await practice.run { registry in
            let page = TestPage(try practice.hostTicket(), registry)
            page.say(text)
            #expect(page.closeCode == 1008 && page.all("refused").count == 1)
        }
    }

    @Test func pagesArePingedEveryFiveSecondsAndGoneAfterTwelveSilentOnes() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            await practice.pass(.seconds(10), registry, alive: [host])
            #expect(guest.all("ping").count == 2 && guest.closeCode == nil)
            await practice.pass(.seconds(3), registry, alive: [host])
            #expect(guest.closeCode == 1001 && host.closeCode == nil)
            #expect(host.last("peer")?["present"] == .bool(false))
            host.say(#"{"type":"signal","call":"\#(host.call ?? "")","candidates":[]}"#)
            #expect(guest.all("signal").isEmpty)
        }
    }

    @Test func aNewSocketOfThePageReplacesTheOldOne() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            let again = TestPage(guest.ticket, registry)
            again.hello(resume: guest.resume)
            await registry.settle()
            #expect(guest.closeCode == 1000 && again.last("grant")?["resumed"] == .bool(true))
            guest.drop()
            await registry.settle()
            #expect(host.last("room")?["call"]?["guestPresent"] == .bool(true))
            host.say(#"{"type":"signal","call":"\#(host.call ?? "")","candidates":[]}"#)
            #expect(again.all("signal").count == 1 && guest.all("signal").isEmpty)
        }
    }

    @Test func ticketsAreRenewedOverTheSocketWhileTheTablesAgree() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            await practice.pass(.seconds(602), registry, alive: [host])
            guard case .string(let text) = host.last("ticket")?["ticket"] else {
                Issue.record("no ticket")
                return
            }
            #expect(try practice.tickets.verify(text).page == host.ticket.page)
            try await practice.store.write { try $0.loginSessions.delete(tokenHash: "login") }
            await practice.pass(.seconds(602), registry, alive: [host])
            #expect(host.closeCode == 1008)
        }
    }

    @Test func theEndOfALoginClosesItsSocketsOnly() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            let client = try await practice.client(registry)
            registry.loginEnded("another")
            await registry.settle()
            #expect(host.closeCode == nil)
            registry.loginEnded("login")
            await registry.settle()
            #expect(host.closeCode == 1008 && client.closeCode == nil)
        }
    }

    @Test func aTicketThatTheTablesDoNotBearOutIsRefused() async throws {
        try await practice.run { registry in
            let login = practice.tickets.hostTicket(account: "anne", room: "room", login: "gone")
            let foreign = practice.tickets.hostTicket(account: "zoe", room: "room", login: "login")
            let noRoom = practice.tickets.hostTicket(account: "anne", room: "none", login: "login")
            let tickets = [
                try practice.tickets.verify(login), try practice.tickets.verify(foreign),
                try practice.tickets.verify(noRoom), try practice.clientTicket(revision: 1),
                try practice.strangerTicket("anne-old"),
            ]
            for ticket in tickets {
                let page = TestPage(ticket, registry)
                page.hello()
                await registry.settle()
                #expect(page.closeCode == 1008 && page.texts.isEmpty)
            }
        }
    }

    @Test func changesElsewhereReachThePages() async throws {
        try await practice.run { registry in
            let client = try await practice.client(registry)
            let stranger = try await practice.client(registry, practice.strangerTicket())
            try await practice.store.write { transaction in
                var appointment = try #require(try transaction.appointments.find(id: "app"))
                appointment.state = .cancelled
                try transaction.appointments.update(appointment, from: .confirmed)
                try transaction.rooms.changeSlug(id: "room", to: "anne-new")
            }
            registry.appointmentChanged("app")
            registry.settingsChanged(practitioner: "anne")
            await registry.settle()
            #expect(client.roomState == "appointment_cancelled" && client.closeCode == nil)
            #expect(stranger.closeCode == 1008)
        }
    }

    /// Finding 33: a page of the desk that stays open learns what changed, also what changed while its line was away.
    @Test func hostsAreToldOfChangedAppointments() async throws {
        try await practice.run { registry in
            let shown = registry.appointmentsRevision
            let host = try await practice.host(registry)
            let client = try await practice.client(registry)
            #expect(host.all("appointments").map(\.revision) == [shown])
            registry.appointmentChanged("app")
            await registry.settle()
            #expect(host.all("appointments").map(\.revision) == [shown, registry.appointmentsRevision])
            #expect(registry.appointmentsRevision != shown && client.all("appointments").isEmpty)
            host.drop()
            registry.appointmentChanged("app")
            let again = try await practice.host(registry)
            #expect(again.all("appointments").map(\.revision) == [registry.appointmentsRevision])
        }
    }

    /// Other practitioners' pages have nothing to load anew.
    @Test func onlyTheirPractitionerHearsOfAppointments() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            registry.appointmentChanged("nobody's")
            await registry.settle()
            #expect(host.all("appointments").count == 1)
        }
    }

    @Test func aPageOfAnAppointmentThatWasHandedOverIsSentAway() async throws {
        try await practice.run { registry in
            let client = try await practice.client(registry)
            let stranger = try await practice.client(registry, practice.strangerTicket())
            try await practice.store.write { transaction in
                var bruno = try #require(try transaction.accounts.find(id: "anne"))
                (bruno.id, bruno.email) = ("bruno", "bruno@example.org")
                try transaction.accounts.insert(bruno)
                try transaction.practitioners.insert(Practitioner(accountID: "bruno", roomID: "other"))
                try transaction.rooms.insert(
                    RoomRow(id: "other", practitionerID: "bruno", slug: "bruno-x", name: "Bruno"))
                var appointment = try #require(try transaction.appointments.find(id: "app"))
                appointment.practitionerID = "bruno"
                try transaction.appointments.update(appointment, from: .confirmed)
            }
            registry.appointmentChanged("app")
            await registry.settle()
            #expect(client.closeCode == 1008 && stranger.closeCode == nil)
        }
    }
}

extension JSONValue {
    fileprivate var revision: String? {
        if case .string(let revision) = self["revision"] { revision } else { nil }
    }
}
