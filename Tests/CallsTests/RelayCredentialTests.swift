// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage
import Testing

@testable import Calls

/// Rule 17: relay credentials come with the grant, and end with it.
@Suite struct RelayCredentialTests {
    let practice: TestPractice
    let relay = TestRelay()

    init() async throws {
        practice = try await TestPractice()
    }

    @Test func rule17EachParticipantHasANameOfItsOwnThatTellsNothing() async throws {
        try await practice.run(relay: relay.credentials) { registry in
            let host = try await practice.host(registry)
            let guest = try await practice.client(registry)
            guest.say(#"{"type":"knock","id":2,"knock":"k1","name":"Zoë","left":null}"#)
            await registry.settle()
            #expect(relay.given.isEmpty)
            host.say(#"{"type":"admit","id":2,"knock":"k1"}"#)
            await registry.settle()
            let names = [try #require(host.relayName), try #require(guest.relayName)]
            #expect(Set(names).count == 2)
            for name in names {
                #expect(name.isIdentifier && name.utf8.count == 22)
                #expect(name != guest.call && !name.contains("anne") && !name.contains("zoe"))
            }
        }
    }

    @Test func credentialsAreRenewedOverTheSocketBeforeTheyEnd() async throws {
        try await practice.run(relay: relay.credentials) { registry in
            let (host, guest) = try await practice.call(registry)
            await practice.pass(.seconds(415), registry, alive: [host, guest])
            #expect(guest.all("ice").isEmpty)
            await practice.pass(.seconds(10), registry, alive: [host, guest])
            #expect(guest.all("ice").count == 1 && host.all("ice").count == 1)
            #expect(relay.given.count == 4 && Set(relay.given).count == 2)
            await practice.pass(.seconds(425), registry, alive: [host, guest])
            #expect(guest.all("ice").count == 2)
            #expect(relay.revoked.isEmpty)
        }
    }

    @Test(arguments: [#""exclude","lock":false"#, #""hang_up""#])
    func theEndOfACallTakesTheRelayFromBothAtOnce(command: String) async throws {
        try await practice.run(relay: relay.credentials) { registry in
            let (host, _) = try await practice.call(registry)
            #expect(relay.revoked.isEmpty)
            host.say(#"{"id":9,"type":\#(command)}"#)
            await registry.settle()
            #expect(Set(relay.revoked) == Set(relay.given) && relay.revoked.count == 2)
            await practice.pass(.seconds(700), registry, alive: [host])
            #expect(host.all("ice").isEmpty)
        }
    }

    @Test func aParticipantWhoComesBackKeepsTheName() async throws {
        try await practice.run(relay: relay.credentials) { registry in
            let (_, guest) = try await practice.call(registry)
            let token = guest.resume
            guest.drop()
            let back = TestPage(try practice.clientTicket(), registry)
            back.hello(resume: token)
            await registry.settle()
            #expect(back.relayName != nil && back.relayName == guest.relayName)
            #expect(relay.revoked.isEmpty)
        }
    }

    @Test func whoeverReplacesTheGuestTakesTheRelayFromThem() async throws {
        try await practice.run(relay: relay.credentials) { registry in
            let (host, guest) = try await practice.call(registry)
            let other = try await practice.client(registry)
            other.say(#"{"type":"knock","id":2,"knock":"k2","name":"Zoë","left":null}"#)
            await registry.settle()
            host.say(#"{"type":"admit","id":5,"knock":"k2"}"#)
            await registry.settle()
            #expect(other.relayName != nil && other.relayName != guest.relayName)
            #expect(relay.revoked == [guest.relayName].compactMap(\.self))
        }
    }

    @Test func aRestartKeepsTheNamesSoThatExclusionStillTakesTheRelay() async throws {
        var (host, guest): (TestPage?, TestPage?) = (nil, nil)
        try await practice.run(relay: relay.credentials) { registry in
            (host, guest) = try await practice.call(registry)
        }
        let names = Set(relay.given)
        #expect(names.count == 2 && relay.revoked.isEmpty)
        try await practice.run(relay: relay.credentials) { registry in
            let back = TestPage(try practice.hostTicket(), registry)
            back.hello(resume: host?.resume)
            await registry.settle()
            #expect(back.relayName == host?.relayName && Set(relay.given) == names)
            back.say(#"{"type":"exclude","id":9,"lock":false}"#)
            await registry.settle()
            #expect(Set(relay.revoked) == names)
        }
        let (now, later) = (practice.clock.date, practice.clock.date.addingTimeInterval(86_400))
        let stored = try await practice.store.read { transaction in
            (
                try transaction.revokedCredentials.list(now: now).map(\.participant),
                try transaction.revokedCredentials.list(now: later).count,
                try transaction.rows("select id from calls where host_relay_name is not null")
            )
        }
        #expect(Set(stored.0) == names && stored.1 == 2 && stored.2.isEmpty)
        withExtendedLifetime(guest) {}
    }

    @Test func nobodyLosesTheRelayWhenThatCannotBeStored() async throws {
        try await practice.run(relay: relay.credentials) { registry in
            let (host, guest) = try await practice.call(registry)
            practice.store.setFull(true)
            host.say(#"{"type":"exclude","id":9,"lock":false}"#)
            await registry.settle()
            #expect(relay.revoked.isEmpty && guest.closeCode == nil)
            practice.store.setFull(false)
            host.say(#"{"type":"exclude","id":10,"lock":false}"#)
            await registry.settle()
            #expect(relay.revoked.count == 2)
        }
    }

    @Test func aPractitionerCanHaveAllGoThroughTheRelay() async throws {
        let relayOnly = try await practice.store.write { transaction in
            var own = try #require(try transaction.practitioners.find(accountID: "anne"))
            own.relayOnly = true
            try transaction.practitioners.update(own)
            return try transaction.practitioners.find(accountID: "anne")?.relayOnly
        }
        #expect(relayOnly == true)
        try await practice.run(relay: relay.credentials) { registry in
            let (host, guest) = try await practice.call(registry)
            for page in [host, guest] {
                #expect(page.last("grant")?["ice"]?["iceTransportPolicy"] == .string("relay"))
            }
            try await practice.store.write { transaction in
                var own = try #require(try transaction.practitioners.find(accountID: "anne"))
                own.relayOnly = false
                try transaction.practitioners.update(own)
            }
            registry.settingsChanged(practitioner: "anne")
            await registry.settle()
            await practice.pass(.seconds(425), registry, alive: [host, guest])
            #expect(guest.last("ice")?["ice"]?["iceTransportPolicy"] == .string("all"))
        }
    }
}
