// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import STUN
import Testing

@testable import OutgoingHTTP

@Suite("The gate of outgoing requests")
struct AddressGateTests {
    @Test(
        "refuses everything that is not the public internet",
        arguments: [
            "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1",
            "192.0.0.1",
            "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
            "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
            "2002:7f00:1::", "2001::1", "fc00::1", "fd00::1", "fe80::1", "ff02::1", "2001:db8::1", "fec0::1",
        ])
    func refused(_ text: String) throws {
        #expect(!AddressGate(allowed: []).admits(try #require(IPAddress(text))))
    }

    @Test("admits public addresses", arguments: ["8.8.8.8", "193.0.6.139", "2a00:1450:4007::1"])
    func admitted(_ text: String) throws {
        #expect(AddressGate(allowed: []).admits(try #require(IPAddress(text))))
    }

    @Test("admits what the operator listed, and no disguise of it")
    func listed() throws {
        let gate = AddressGate(allowed: ["127.0.0.0/8", "fd00::/8"].compactMap { AddressRange($0) })
        #expect(gate.admits(try #require(IPAddress("127.0.0.1"))))
        #expect(gate.admits(try #require(IPAddress("fd00::1"))))
        #expect(!gate.admits(try #require(IPAddress("::ffff:127.0.0.1"))))
        #expect(!gate.admits(try #require(IPAddress("::1"))))
        #expect(!gate.admits(try #require(IPAddress("10.0.0.1"))))
    }
}
