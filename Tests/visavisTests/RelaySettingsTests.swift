// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import STUN
import TURN
import Testing
import Web

@testable import visavis

@Suite("The relay's settings")
struct RelaySettingsTests {
    private static let secret = "0123456789abcdef"

    private func settings(_ environment: [String: String] = [:]) async throws -> Settings {
        try await Settings(flags: [], environment: environment, file: nil)
    }

    @Test(
        "bad values are refused before anything starts",
        arguments: [
            ("VISAVIS_TURN_HOST", "relay.example.org"), ("VISAVIS_TURN_HOST", "10.0.0.1,"),
            ("VISAVIS_TURN_PORT", "70000"), ("VISAVIS_TURN_RELAY_PORTS", "49152"),
            ("VISAVIS_TURN_RELAY_PORTS", "65535-49152"), ("VISAVIS_TURN_RELAY_PORTS", "1000-2000"),
            ("VISAVIS_TURN_RELAY_PORTS", "50000-50003"), ("VISAVIS_TURN_PUBLIC_IP", "203.0.113.7,203.0.113.8"),
            ("VISAVIS_TURN_SECRET", "short"), ("VISAVIS_TURN_SECRET", "sixteen letters, é"),
            ("VISAVIS_TURN_URLS", "https://relay.example.org"), ("VISAVIS_TURN_URLS", "turns:x?transport=udp"),
            ("VISAVIS_TURN_ALLOWED_PEERS", "10.0.0.0/33"), ("VISAVIS_TURN_ALLOWED_PEERS", "10.0.0.0/8 fd00::/8"),
            ("VISAVIS_TURN_ALTERNATES", "203.0.113.7"), ("VISAVIS_TURN_THREADS", "0"),
            ("VISAVIS_TURN_ENABLED", "maybe"), ("VISAVIS_TURN_CREDENTIAL_SECONDS", "5"),
        ])
    func bad(name: String, value: String) async {
        await #expect(throws: SettingsError.self) { try await settings([name: value]) }
    }

    @Test("what goes together, goes together")
    func together() async {
        await #expect(throws: SettingsError.together("turnExternalUrls", "turnSecret")) {
            try await settings(["VISAVIS_TURN_EXTERNAL_URLS": "turn:relay.example.org"])
        }
        await #expect(throws: SettingsError.together("turnTlsPort", "tlsCertificate")) {
            try await settings(["VISAVIS_TURN_TLS_PORT": "5349"])
        }
        await #expect(throws: SettingsError.apart("turnUrls", "turnExternalUrls")) {
            try await settings([
                "VISAVIS_TURN_URLS": "turn:a", "VISAVIS_TURN_EXTERNAL_URLS": "turn:b",
                "VISAVIS_TURN_SECRET": Self.secret,
            ])
        }
    }

    @Test("secrets are hidden, in errors too")
    func hidden() async throws {
        let shown = try await settings(["VISAVIS_TURN_SECRET": Self.secret]).effective.map(\.value).joined()
        #expect(!shown.contains(Self.secret))
        let error = await #expect(throws: SettingsError.self) {
            try await settings(["VISAVIS_TURN_PREVIOUS_SECRET": "hunter2"])
        }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("become the relay's rules")
    func rules() async throws {
        let settings = try await settings([
            "VISAVIS_TURN_PREVIOUS_SECRET": Self.secret, "VISAVIS_TURN_RELAY_PORTS": "50000-50099",
            "VISAVIS_TURN_PUBLIC_IP": "203.0.113.7", "VISAVIS_TURN_ALLOWED_PEERS": "10.0.0.0/8, fd00::/8",
            "VISAVIS_TURN_ALLOCATIONS": "100", "VISAVIS_TURN_KILOBITS_PER_PARTICIPANT": "64",
            "VISAVIS_TURN_MEGABYTES_PER_CREDENTIAL": "5", "VISAVIS_TURN_ALTERNATES": "203.0.113.9:3478",
            "VISAVIS_TURN_ALTERNATE_FROM": "90", "VISAVIS_TURN_CHANNELS_PER_ALLOCATION": "3",
            "VISAVIS_TURN_TEST_ALLOCATIONS": "4", "VISAVIS_TURN_TEST_KILOBITS": "100",
            "VISAVIS_TURN_TEST_KILOBYTES": "200", "VISAVIS_TURN_TEST_SECONDS": "30",
        ])
        let inner = try #require(IPAddress("10.0.0.7"))
        let rules = RelayRules(settings, secret: "present", local: LocalAddresses(all: [inner], outward: [inner]))
        #expect(rules.secrets == ["present", Self.secret])
        #expect(rules.relayPorts == 50_000...50_099)
        #expect(rules.ipv4 == RelayInterface(bind: inner, advertised: try #require(IPAddress("203.0.113.7"))))
        #expect(rules.ipv6 == nil)
        #expect(rules.policy.allowed.map(\.description) == ["10.0.0.0/8", "fd00::/8"])
        #expect(rules.limits.total.allocations == 100 && rules.limits.total.permissions == 1600)
        #expect(rules.limits.participant.bitsPerSecond == 64_000)
        #expect(rules.limits.bytesPerCredential == 5_000_000)
        #expect(rules.limits.permissionsPerAllocation == 64 && rules.limits.channelsPerAllocation == 3)
        #expect(
            rules.limits.deviceTest
                == RelayShare(
                    allocations: 4, permissions: 32, channels: 16, bitsPerSecond: 100_000, burstBytes: 100_000))
        #expect(rules.limits.deviceTestBytes == 200_000 && rules.limits.deviceTestStay == .seconds(30))
        #expect(rules.alternate?.threshold == 90)
        #expect(rules.software == nil)
    }

    @Test("the table's defaults are the limits' own")
    func defaults() async throws {
        #expect(RelayLimits(try await settings()) == RelayLimits())
        #expect(RelayRules(try await settings(), secret: "x").relayPorts == RelayRules(secrets: []).relayPorts)
    }

    @Test("without a public address the interface of the default route is it")
    func interfaces() async throws {
        let addresses = ["127.0.0.1", "192.168.1.5", "2001:db8::5"].compactMap { IPAddress($0) }
        let local = LocalAddresses(all: addresses, outward: Array(addresses.dropFirst()))
        let rules = RelayRules(try await settings(), secret: "x", local: local)
        #expect(rules.ipv4 == RelayInterface(bind: addresses[1]) && rules.ipv6 == RelayInterface(bind: addresses[2]))
        let alone = RelayRules(
            try await settings(), secret: "x", local: LocalAddresses(all: [addresses[0]], outward: []))
        #expect(alone.ipv4 == RelayInterface(bind: addresses[0]) && alone.ipv6 == nil)
        let own = RelayRules(
            try await settings(["VISAVIS_TURN_PUBLIC_IP": "127.0.0.1"]), secret: "x", local: local)
        #expect(own.ipv4 == RelayInterface(bind: addresses[0]) && own.ipv6 == nil)
    }

    @Test("a public address that no interface lists is bound where it is this machine's all the same")
    func unlisted() async throws {
        let inner = try #require(IPAddress("192.168.1.5"))
        let routed = try #require(IPAddress("203.0.113.7"))
        for isOurs in [true, false] {
            let local = LocalAddresses(all: [inner], outward: [inner], answersAt: { isOurs && $0 == routed })
            let settings = try await settings(["VISAVIS_TURN_PUBLIC_IP": "203.0.113.7"])
            let rules = RelayRules(settings, secret: "x", local: local)
            #expect(rules.ipv4 == RelayInterface(bind: isOurs ? routed : inner, advertised: routed))
        }
        // All of 127.0.0.0/8 is local; addresses of documentation are nobody's.
        #expect(LocalAddresses().has(try #require(IPAddress("127.1.2.3"))))
        #expect(!LocalAddresses().has(try #require(IPAddress("192.0.2.99"))))
    }

    @Test("listening is on one port in every family, free where the settings say 0")
    func listening() async throws {
        let local = LocalAddresses(all: ["127.0.0.1", "::1"].compactMap { IPAddress($0) }, outward: [])
        func configuration(_ environment: [String: String]) async throws -> RelayServerConfiguration {
            let settings = try await settings(environment)
            return try RelayServerConfiguration(
                settings, RelayRules(settings, secret: "x"), nil, freePort: { 20_001 }, local: local)
        }
        let standard = try await configuration([:])
        #expect(standard.udp.map(\.description) == ["0.0.0.0:3478", "[::]:3478"])
        #expect(standard.tcp == standard.udp && standard.tls.isEmpty && standard.threads >= 1)
        #expect(standard.otherPorts == [8080])
        #expect(standard.streams.connections == StreamLimits().connections)
        #expect(standard.streams.connectionsFromOneAddress == StreamLimits().connectionsFromOneAddress)
        let own = try await configuration(["VISAVIS_TURN_HOST": "127.0.0.1", "VISAVIS_TURN_PORT": "0"])
        #expect(own.udp.map(\.description) == ["127.0.0.1:20001"] && own.tcp == own.udp)
    }
}
