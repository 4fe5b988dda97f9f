// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls
import TURN
import Testing
import Web

@testable import visavis

@Suite("What browsers are told of the relay")
struct RelayOfferTests {
    private func standard(_ url: String, tlsPort: Int? = nil, secure: Bool = false) throws -> [String] {
        let site = try #require(PublicURL(url))
        return RelayOffer.standard(site, port: 3478, tlsPort: tlsPort, isSiteSecure: secure).map(\.description)
    }

    private func issuer(_ addresses: [String], mayTest: Bool = true) throws -> RelayIssuer {
        RelayIssuer(
            offer: RelayOffer(try addresses.map { try TURNURI(reading: $0) }), secret: "north",
            lifetime: .seconds(600), testLifetime: .seconds(60), mayTest: mayTest, now: { 1_780_473_600 })
    }

    @Test("follows from the site's address, the ports and who does TLS")
    func addresses() throws {
        let both = ["turn:a.example:3478?transport=udp", "turn:a.example:3478?transport=tcp"]
        #expect(
            try standard("https://a.example", secure: true) == both + ["turns:a.example:443?transport=tcp"])
        #expect(try standard("https://a.example") == both)
        #expect(
            try standard("https://a.example:8443", tlsPort: 5349, secure: true)
                == both + ["turns:a.example:8443?transport=tcp", "turns:a.example:5349?transport=tcp"])
        #expect(
            try standard("http://localhost:8080") == [
                "turn:localhost:3478?transport=udp", "turn:localhost:3478?transport=tcp",
                "turn:localhost:8080?transport=tcp",
            ])
        #expect(try standard("http://[2001:db8::7]:80").first == "turn:[2001:db8::7]:3478?transport=udp")
    }

    @Test("is a credential of the participant, good until its expiry, and an address to find one's own by")
    func participant() throws {
        let issuer = try issuer(["turn:a.example:3478?transport=udp", "turns:a.example:443?transport=tcp"])
        let servers = issuer.servers(for: "q7Wm2Xk9")
        #expect(servers.first == .init(urls: ["stun:a.example:3478"]))
        let relay = try #require(servers.last)
        #expect(relay.urls == ["turn:a.example:3478?transport=udp", "turns:a.example:443?transport=tcp"])
        #expect(relay.username == "1780474200:q7Wm2Xk9")
        #expect(relay.credential == EphemeralCredential(username: "1780474200:q7Wm2Xk9", secret: "north").password)
    }

    @Test("rule 17: the device test's credentials are its own, one for each transport, 60 s")
    func test() throws {
        let addresses = [
            "turn:a.example:3478?transport=udp", "turn:a.example:3478?transport=tcp",
            "turn:a.example:80?transport=tcp", "turns:a.example:443?transport=tcp",
        ]
        let servers = try issuer(addresses).testServers()
        #expect(servers.map(\.urls) == [[addresses[0]], [addresses[1], addresses[2]], [addresses[3]]])
        #expect(servers.allSatisfy { $0.username?.hasPrefix("1780473660:test.") == true })
        #expect(Set(servers.map(\.username)).count == 3)
        #expect(try issuer(addresses, mayTest: false).testServers().isEmpty)
    }

    @Test("is nothing while no relay listens")
    func none() throws {
        #expect(try issuer([]).servers(for: "x").isEmpty && issuer([]).testServers().isEmpty)
    }
}
