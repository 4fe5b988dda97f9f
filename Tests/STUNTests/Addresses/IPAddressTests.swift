// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("IP addresses and their text")
struct IPAddressTests {
    @Test("IPv4 is read and written", arguments: ["0.0.0.0", "127.0.0.1", "192.0.2.255", "255.255.255.255"])
    func ipv4(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.isIPv4 && address.description == text && address.high == 0)
    }

    @Test(
        "IPv6 is read in any form and written as RFC 5952 has it",
        arguments: [
            ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::1", "2001:db8::1"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("1:0:0:4:5:6:7:8", "1::4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("::ffff:7f00:1", "::ffff:127.0.0.1"),
            ("64:ff9b::7f00:1", "64:ff9b::7f00:1"), ("64:ff9b::127.0.0.1", "64:ff9b::7f00:1"),
            ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("0001:0002:0003:0004:0005:0006:1.2.3.4", "1:2:3:4:5:6:102:304"),
        ])
    func ipv6(_ text: String, _ expected: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.isIPv6 && address.description == expected)
        #expect(IPAddress(expected) == address)
    }

    @Test(
        "What is no address is refused",
        arguments: [
            "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "0x7f.0.0.1", "127.1", "2130706433",
            "+1.2.3.4", "1..2.3", ":", ":::", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::12345",
            "::g", "fe80::1%eth0", "[::1]", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "::1.2.3", "1.2.3.4::", "::+1",
            "1:2:3:4:5:6:7:1.2.3.4", "é::",
        ])
    func wrong(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test("An IPv4-mapped address is another address than the one inside it")
    func mapped() { #expect(IPAddress("::ffff:192.0.2.1") != IPAddress("192.0.2.1")) }

    @Test("Transport addresses take a port, and brackets for IPv6 only")
    func transport() {
        #expect(TransportAddress("192.0.2.1:65535")?.port == 65_535)
        #expect(TransportAddress("[::1]:0")?.ip == IPAddress("::1"))
        for text in [
            "", ":1", "192.0.2.1", "192.0.2.1:", "192.0.2.1:65536", "[192.0.2.1]:1", "::1:1x", "[::1]", "[::1]1",
        ] {
            #expect(TransportAddress(text) == nil)
        }
        #expect(TransportAddress("::1:1") == nil)
    }
}
