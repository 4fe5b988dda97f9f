// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import STUN
import Testing

@testable import TURN

@Suite("Peers that may be reached")
struct PeerGateTests {
    /// Cases 1 and 2, and each written form of them.
    static let refused = [
        "0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.0.1", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1",
        "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.31.196.1", "192.52.193.1", "192.175.48.1",
        "::", "::1", "::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:0.0.0.0",
        "::ffff:169.254.169.254", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::127.0.0.1",
        "64:ff9b::8.8.8.8", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "2001::1",
        "2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:db8::1", "3fff::1", "5f00::1", "100::1", "fe80::1",
        "febf::1", "fc00::1", "fdff::1", "fec0::1", "ff02::1", "ff0e::1", "2620:4f:8000::1", "4000::1", "1::1",
        "f000::1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:ffff:7f00:0001",
    ]

    private static let plain = PeerGate(RelayRules(secrets: []))

    @Test("cases 1 and 2: a special-purpose address in any form is refused", arguments: refused)
    func special(address: String) throws {
        #expect(Self.plain.verdict(on: try #require(IPAddress(address))) == .refused)
    }

    @Test(
        "global unicast addresses are open, but not port 0",
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
            "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "198.17.255.255",
            "198.20.0.0", "223.255.255.255", "2606:4700::1", "2a00:1450::1", "2001:200::1", "2003::1",
        ])
    func open(address: String) throws {
        let verdict = Self.plain.verdict(on: try #require(IPAddress(address)))
        #expect(verdict == .open)
        #expect(Self.plain.allows(port: 1, of: verdict))
        #expect(!Self.plain.allows(port: 0, of: verdict))
    }

    @Test("case 1: what the operator lists opens what it names and nothing else")
    func listed() throws {
        var rules = RelayRules(secrets: [])
        rules.policy.allowed = ["10.1.0.0/16", "fd00::/8"].compactMap { AddressRange($0) }
        let gate = PeerGate(rules)
        for address in ["10.1.2.3", "fd12::1"] { #expect(try gate.verdict(on: #require(IPAddress(address))) == .open) }
        for address in Self.refused where !address.hasPrefix("10.1") && !address.hasPrefix("fd") {
            #expect(try gate.verdict(on: #require(IPAddress(address))) == .refused)
        }
    }

    @Test(
        "even a list of everything opens no disguise, no multicast and no unspecified address",
        arguments: [
            "0.0.0.0", "::", "::127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::1", "2002:7f00:1::",
            "2001::1", "224.0.0.1", "ff02::1", "255.255.255.255",
        ])
    func never(address: String) throws {
        var rules = RelayRules(secrets: [])
        rules.policy.allowed = ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }
        #expect(PeerGate(rules).verdict(on: try #require(IPAddress(address))) == .refused)
    }

    @Test("own addresses: relay ports of the relay address, and no port this program listens on")
    func own() throws {
        var rules = RelayRules(secrets: [])
        rules.ipv4 = RelayInterface(bind: IPAddress("10.0.0.5")!, advertised: IPAddress("198.51.100.7")!)
        rules.policy.ownAddresses = [IPAddress("5.5.5.5")!]
        rules.policy.listeningPorts = [3478, 443, 50_000]
        let gate = PeerGate(rules)
        let relay = gate.verdict(on: IPAddress("198.51.100.7")!)
        #expect(relay == .ownRelay)
        #expect(gate.allows(port: 49_152, of: relay))
        for port: UInt16 in [0, 443, 3478, 22, 49_151, 50_000] { #expect(!gate.allows(port: port, of: relay)) }
        #expect(gate.verdict(on: IPAddress("10.0.0.5")!) == .refused)
        #expect(gate.verdict(on: IPAddress("5.5.5.5")!) == .refused)
    }

    @Test("own addresses that are listed are open but for the ports this program listens on")
    func ownListed() throws {
        var rules = RelayRules(secrets: [])
        rules.ipv4 = RelayInterface(bind: IPAddress("127.0.0.1")!)
        rules.policy.listeningPorts = [3478, 8080]
        rules.policy.allowed = ["127.0.0.0/8", "::1"].compactMap { AddressRange($0) }
        let gate = PeerGate(rules)
        for (address, verdict) in [
            ("127.0.0.1", PeerVerdict.ownRelayListed), ("127.0.0.2", .ownListed), ("::1", .ownListed),
        ] {
            #expect(gate.verdict(on: try #require(IPAddress(address))) == verdict)
            #expect(gate.allows(port: 22, of: verdict))
            #expect(gate.allows(port: 50_000, of: verdict))
            #expect(!gate.allows(port: 3478, of: verdict))
            #expect(!gate.allows(port: 8080, of: verdict))
        }
    }

    @Test("a device test reaches relay addresses and nothing else")
    func deviceTest() throws {
        var rules = RelayRules(secrets: [])
        rules.ipv4 = RelayInterface(bind: IPAddress("127.0.0.1")!)
        rules.policy.allowed = ["127.0.0.0/8"].compactMap { AddressRange($0) }
        let gate = PeerGate(rules)
        #expect(gate.verdict(on: IPAddress("127.0.0.1")!, relaysOnly: true) == .ownRelay)
        for address in ["127.0.0.2", "1.1.1.1", "2606:4700::1", "10.0.0.1"] {
            #expect(gate.verdict(on: try #require(IPAddress(address)), relaysOnly: true) == .refused)
        }
    }
}
