// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage
import Testing

@testable import Calls

@Suite struct RestartTests {
    let practice: TestPractice

    init() async throws {
        practice = try await TestPractice()
    }

    @Test func rule13ARestartKeepsSeatsLockAndRoles() async throws {
        var (host, guest): (TestPage?, TestPage?) = (nil, nil)
        try await practice.run { registry in
            (host, guest) = try await practice.call(registry)
            host?.say(#"{"type":"lock","id":3,"locked":true}"#)
            host?.say(#"{"type":"mute","id":4,"kind":"camera"}"#)
            await registry.settle()
        }
        practice.clock.advance(.seconds(5))
        try await practice.run { registry in
            let guestAgain = TestPage(try #require(guest?.ticket), registry)
            guestAgain.hello(resume: guest?.resume)
            await registry.settle()
            #expect(guestAgain.last("grant")?["resumed"] == .bool(true))
            #expect(guestAgain.last("grant")?["you"]?["cameraBlocked"] == .bool(true))
            #expect(guestAgain.last("grant")?["present"] == .bool(false))

            // A reload of the host's page: another page load, the same token.
            let hostAgain = TestPage(try practice.hostTicket(), registry)
            hostAgain.hello(resume: host?.resume)
            await registry.settle()
            #expect(hostAgain.last("grant")?["resumed"] == .bool(true))
            #expect(hostAgain.last("grant")?["call"] == host?.last("grant")?["call"])
            #expect(hostAgain.last("room")?["locked"] == .bool(true))
            #expect(hostAgain.last("room")?["call"]?["guest"] == .string("Zoë"))

            let signal = #"{"type":"signal","call":"\#(host?.call ?? "")","candidates":[]}"#
            hostAgain.say(signal)
            #expect(guestAgain.all("signal").count == 1)

            let stranger = try await practice.client(registry, practice.strangerTicket())
            #expect(stranger.roomState == "locked")
        }
    }

    @Test func rule13AfterARestartASeatLapsesTwoMinutesAfterTheStart() async throws {
        var guest: TestPage?
        try await practice.run { registry in guest = try await practice.call(registry).guest }
        practice.clock.advance(.seconds(600))
        try await practice.run { registry in
            let again = TestPage(try #require(guest?.ticket), registry)
            await practice.pass(.seconds(9), registry)
            again.hello(resume: guest?.resume)
            await registry.settle()
            #expect(again.last("grant")?["resumed"] == .bool(true))
            await practice.pass(.seconds(110), registry, alive: [again])
            #expect(try await practice.store.read { try $0.calls.open().count } == 1)
            await practice.pass(.seconds(3), registry, alive: [again])
            #expect(try await practice.store.read { try $0.calls.open().isEmpty })
            #expect(again.roomState == "ended")
        }
    }

    @Test func rule13AKnockIsSentAgainWithTheTimeItHadLeft() async throws {
        let (hostTicket, ticket) = (try practice.hostTicket(), try practice.clientTicket())
        try await practice.run { registry in
            let host = TestPage(hostTicket, registry)
            host.hello()
            host.say(#"{"type":"open","id":1}"#)
            await registry.settle()
            let guest = try await practice.client(registry, ticket)
            guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":null}"#)
            await registry.settle()
            #expect(guest.roomState == "waiting")
        }
        try await practice.run { registry in
            // The client is back before the host, who is expected within the grace of a dropped socket.
            let guest = try await practice.client(registry, ticket)
            guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":20000}"#)
            await registry.settle()
            #expect(guest.roomState == "waiting")
            let host = TestPage(hostTicket, registry)
            host.hello()
            await registry.settle()
            #expect(host.last("room")?["open"] == .bool(true) && host.last("room")?["here"] == nil)
            guard case .array(let knocks) = host.last("room")?["knocks"] else {
                Issue.record("no knocks")
                return
            }
            #expect(knocks.first?["knock"] == .string("k1"))
            let end = Int((practice.clock.date.timeIntervalSince1970 * 1000).rounded()) + 20_000
            #expect(knocks.first?["deadline"] == .integer(end))
        }
    }

    @Test func aSilencedSourceStaysSilencedAfterARestart() async throws {
        try await practice.run { registry in
            let host = try await practice.host(registry)
            let stranger = try await practice.client(registry, practice.strangerTicket())
            stranger.say(#"{"type":"knock","id":2,"knock":"k1","name":"Max","left":null}"#)
            host.say(#"{"type":"refuse","id":2,"knock":"k1","silence":true}"#)
            await registry.settle()
        }
        try await practice.run { registry in
            let host = try await practice.host(registry)
            let stranger = try await practice.client(registry, practice.strangerTicket())
            stranger.say(#"{"type":"knock","id":2,"knock":"k2","name":"Max","left":null}"#)
            await registry.settle()
            #expect(host.last("room")?["knocks"] == .array([]))
        }
    }
}
