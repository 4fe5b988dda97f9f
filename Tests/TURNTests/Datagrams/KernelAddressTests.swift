// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite struct KernelAddressTests {
    @Test(
        "An address is the same after the kernel's form",
        arguments: ["192.0.2.1:3478", "255.255.255.255:65535", "[2001:db8::1]:1", "[::ffff:192.0.2.1]:53", "[::]:0"])
    func roundTrip(text: String) throws {
        let address = try #require(TransportAddress(text))
        let copy = withUnsafeTemporaryAllocation(byteCount: KernelAddress.size, alignment: 8) { name in
            _ = KernelAddress.write(address, to: name.baseAddress!)
            return KernelAddress.read(name.baseAddress!)
        }
        #expect(copy == address)
    }

    @Test("A family that is neither IPv4 nor IPv6 is no address")
    func otherFamily() {
        let copy = withUnsafeTemporaryAllocation(byteCount: KernelAddress.size, alignment: 8) { name in
            name.initializeMemory(as: UInt8.self, repeating: 1)
            return KernelAddress.read(name.baseAddress!)
        }
        #expect(copy == nil)
    }
}
