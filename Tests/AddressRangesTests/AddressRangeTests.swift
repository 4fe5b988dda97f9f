// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import AddressRanges

@Suite("Ranges of addresses")
struct AddressRangeTests {
    @Test(
        "are read strictly",
        arguments: [
            "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0/8", "::/129",
            "10.0.0.0 /8", "example.org",
        ])
    func strict(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test(
        "hold what has the same first bits",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false), ("0.0.0.0/0", "255.1.1.1", true), ("0.0.0.0/0", "::1", false),
            ("::/0", "2001:db8::1", true), ("::/0", "1.1.1.1", false), ("fc00::/7", "fdff::1", true),
            ("fc00::/7", "fe00::1", false), ("2001:db8::/32", "2001:db8:ffff::1", true), ("::1", "::1", true),
            ("::1", "::2", false), ("64:ff9b::/96", "64:ff9b::7f00:1", true), ("192.168.7.9/24", "192.168.7.250", true),
            ("2001:db8:0:7::/64", "2001:db8:0:7:8::9", true), ("2001:db8:0:7::/64", "2001:db8:0:8::9", false),
        ])
    func holds(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(#require(IPAddress(address))) == isInside)
    }
}
