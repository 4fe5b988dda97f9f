// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage
import Testing

@testable import Calls

@Suite struct RoomRegistryTests {
    let practice: TestPractice

    init() async throws {
        practice = try await TestPractice()
    }

    @Test func aHelloIsWelcomedAndShownTheRoom() async throws {
        try await practice.run { registry in
            let host = TestPage(try practice.hostTicket(), registry)
            host.hello()
            await registry.settle()
            #expect(host.last("welcome")?["page"] == .string(host.ticket.page))
            #expect(host.last("room")?["here"] == .bool(false))
            #expect(host.last("room")?["open"] == .bool(false))
            let client = try await practice.client(registry)
            #expect(client.roomState == "absent")
            host.say(#"{"type":"open","id":1}"#)
            await registry.settle()
            #expect(host.isAcknowledged(1))
            #expect(host.last("room")?["here"] == nil)
            #expect(client.roomState == "open")
        }
    }

    @Test func aKnockIsAnnouncedAdmittedAndBothAreGranted() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            #expect(guest.isAcknowledged(2) && host.isAcknowledged(2))
            #expect(guest.last("grant")?["role"] == .string("guest"))
            #expect(guest.last("grant")?["polite"] == .bool(true))
            #expect(host.last("grant")?["role"] == .string("host"))
            #expect(host.resume?.count == 22 && guest.resume?.count == 22 && host.resume != guest.resume)
            let stored = try await practice.store.read { try $0.calls.open(roomID: "room") }
            #expect(stored?.id == host.call)
            #expect(stored?.guestResumeHash == ResumeTokens.hash(of: guest.resume ?? "").rawValue)
            #expect(stored?.guestName == nil)
        }
    }

    @Test func rule17NothingReachesAGuestBeforeAdmission() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            let guest = try await practice.client(registry)
            guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":null}"#)
            await registry.settle()
            let signal = #"{"type":"signal","call":"c1","candidates":[]}"#
            guest.say(signal)
            host.say(signal)
            #expect(guest.reason(0) == "not_now" && host.reason(0) == "not_now")
            #expect(guest.all("grant").isEmpty && guest.all("signal").isEmpty && host.all("signal").isEmpty)
            for text in guest.texts { #expect(!String(decoding: text, as: UTF8.self).contains("iceServers")) }
        }
    }

    @Test func aGuestMayNotGiveTheHostsCommands() async throws {
        try await practice.run { registry in
            let (_, guest) = try await practice.call(registry)
            let commands = [
                #""open""#, #""close""#, #""admit","knock":"k1""#, #""refuse","knock":"k1","silence":true"#,
                #""lock","locked":true"#, #""mute","kind":"camera""#, #""ask","kind":"camera""#,
                #""exclude","lock":true"#, #""nudge","visitor":"v""#, #""wait","knock":"k1","text":"x""#,
            ]
            for (index, command) in commands.enumerated() {
                guest.say(#"{"id":\#(index + 50),"type":\#(command)}"#)
            }
            await registry.settle()
            for index in commands.indices { #expect(guest.reason(index + 50) == "not_allowed") }
        }
    }

    @Test func rule5ASpentTicketCannotKnockAgainNorAfterARestart() async throws {
        let ticket = try practice.clientTicket()
        try await practice.run { registry in
            let host = try await practice.host(registry)
            let guest = try await practice.client(registry, ticket)
            guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":null}"#)
            host.say(#"{"type":"refuse","id":2,"knock":"k1","silence":false}"#)
            await registry.settle()
            #expect(guest.roomState == "refused")
            guest.say(#"{"type":"knock","id":3,"knock":"k2","name":"Zoë","left":null}"#)
            await registry.settle()
            #expect(guest.reason(3) == "spent")
        }
        try await practice.run { registry in
            _ = try await practice.host(registry)
            let again = try await practice.client(registry, ticket)
            #expect(again.roomState == "refused")
            let reloaded = try await practice.client(registry)
            #expect(reloaded.roomState == "open")
        }
    }

    @Test func rule10AnExcludedPageIsClosedAndItsTokenIsDead() async throws {
        let ticket = try practice.clientTicket()
        try await practice.run { registry in
            let host = try await practice.host(registry)
            let guest = try await practice.client(registry, ticket)
            guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":null}"#)
            host.say(#"{"type":"admit","id":2,"knock":"k1"}"#)
            await registry.settle()
            let token = guest.resume
            host.say(#"{"type":"exclude","id":3,"lock":false}"#)
            await registry.settle()
            #expect(guest.roomState == "excluded" && guest.closeCode == 1000)
            let again = TestPage(ticket, registry)
            again.hello(resume: token)
            await registry.settle()
            #expect(again.roomState == "excluded" && again.closeCode == 1000 && again.all("grant").isEmpty)
            let reloaded = try await practice.client(registry)
            #expect(reloaded.roomState == "open" && reloaded.all("grant").isEmpty)
        }
    }

    @Test func aFullDiskRefusesTheCommandAndChangesNothing() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            practice.store.setFull(true)
            host.say(#"{"type":"lock","id":2,"locked":true}"#)
            await registry.settle()
            #expect(host.reason(2) == "not_now")
            #expect(host.last("room")?["locked"] == .bool(false))
            practice.store.setFull(false)
            host.say(#"{"type":"lock","id":3,"locked":true}"#)
            await registry.settle()
            #expect(host.isAcknowledged(3) && host.last("room")?["locked"] == .bool(true))
            #expect(try await practice.store.read { try $0.rooms.find(id: "room")?.locked } == true)
        }
    }

    @Test func whatHappensWhileTheDiskIsFullIsStoredWhenItIsNot() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            practice.store.setFull(true)
            guest.drop()
            await registry.settle()
            practice.store.setFull(false)
            await practice.pass(.seconds(1), registry, alive: [host])
            let call = try await practice.store.read { try $0.calls.open(roomID: "room") }
            #expect(call?.guestSeatUntil != nil)
            #expect(host.last("peer")?["present"] == .bool(false))
        }
    }

    @Test func theTimesOfAnAppointmentAreKept() async throws {
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            for page in [host, guest] { page.say(#"{"type":"connected","id":9}"#) }
            await registry.settle()
            guest.say(#"{"type":"hang_up","id":10}"#)
            await registry.settle()
            let rows = try await practice.store.read { try $0.attendance.list(appointmentID: "app") }
            #expect(rows.map(\.event) == [.arrived, .knocked, .admitted, .connected, .ended])
            #expect(rows.last?.detail == "left")
            let call = try await practice.store.read { try $0.calls.list(appointmentID: "app").first }
            #expect(call?.endReason == "left" && call?.connectedAt != nil)
        }
    }

    /// Finding 28: the link may be tried days ahead; the coming at the hour is kept besides, once.
    @Test func anArrivalDaysAheadIsNotTheOneThatCounts() async throws {
        let start = practice.clock.date.addingTimeInterval(86_400)
        try await practice.store.write { transaction in
            var appointment = try #require(try transaction.appointments.find(id: "app"))
            appointment.startsAt = start
            try transaction.appointments.update(appointment, from: .confirmed)
        }
        func arrivals() async throws -> [Date] {
            try await practice.store.read { try $0.attendance.list(appointmentID: "app").map(\.at) }
        }
        let ahead = practice.clock.date
        try await practice.run { registry in
            for _ in 1...2 { try await practice.client(registry).drop() }
        }
        #expect(try await arrivals() == [ahead])
        practice.clock.advance(.seconds(86_400 - 60))
        let hour = practice.clock.date
        try await practice.run { registry in
            try await practice.client(registry).drop()
            practice.clock.advance(.seconds(60))
            try await practice.client(registry).drop()
        }
        #expect(try await arrivals() == [ahead, hour])
    }

    @Test func theProgramsEndClosesTheSockets() async throws {
        var pages: [TestPage] = []
        try await practice.run { registry in
            let (host, guest) = try await practice.call(registry)
            pages = [host, guest]
        }
        #expect(pages.map(\.closeCode) == [1001, 1001])
    }
}
