// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("Address attributes (RFC 8489, 14.1, 14.2, 14.15; RFC 8656, 18.3, 18.5)")
struct AddressAttributeTests {
    let addresses = ["0.0.0.0:0", "192.0.2.1:32853", "255.255.255.255:65535", "[::]:1", "[2001:db8::1]:3478"]

    @Test("What is written is read, in both families")
    func bothWays() throws {
        for text in addresses {
            let address = try #require(TransportAddress(text))
            #expect(address.description == text)
            #expect(try bothWays(MappedAddress(address)) == address)
            #expect(try bothWays(XORMappedAddress(address)) == address)
            #expect(try bothWays(XORPeerAddress(address)) == address)
            #expect(try bothWays(XORRelayedAddress(address)) == address)
            #expect(try bothWays(AlternateServer(address)) == address)
        }
    }

    private func bothWays<Attribute: STUNAttribute>(_ attribute: Attribute) throws -> TransportAddress? {
        try reading(Attribute.self, from: value(of: attribute)) { address(in: $0) }
    }

    private func address(in attribute: some STUNAttribute) -> TransportAddress? {
        switch attribute {
        case let found as MappedAddress: found.address
        case let found as XORMappedAddress: found.address
        case let found as XORPeerAddress: found.address
        case let found as XORRelayedAddress: found.address
        case let found as AlternateServer: found.address
        default: nil
        }
    }

    @Test("The clear form is family, port, address; the XOR form mixes in cookie and transaction ID")
    func layout() throws {
        let v4 = try #require(TransportAddress("192.0.2.1:32853"))
        #expect(try value(of: MappedAddress(v4)) == hex("0001 8055 c0000201"))
        #expect(try value(of: XORMappedAddress(v4)) == hex("0001 a147 e112a643"))
        let v6 = try #require(TransportAddress("[2001:db8::1]:1"))
        #expect(try value(of: AlternateServer(v6)) == hex("0002 0001 20010db8 00000000 00000000 00000001"))
        #expect(try value(of: XORPeerAddress(v6)) == hex("0002 2113 0113a9fa 01020304 05060708 090a0b0d"))
    }

    @Test("Every other length and every other family is refused")
    func wrong() {
        for family: UInt8 in 0...255 {
            for count in [0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 19, 20, 21, 24, 100] {
                var bytes = Array(repeating: UInt8(0), count: count)
                if count > 1 { bytes[1] = family }
                let isRight = family == 1 && count == 8 || family == 2 && count == 20
                #expect(refuses(MappedAddress.self, bytes) == !isRight)
                #expect(refuses(XORMappedAddress.self, bytes) == !isRight)
                #expect(refuses(XORPeerAddress.self, bytes) == !isRight)
                #expect(refuses(XORRelayedAddress.self, bytes) == !isRight)
                #expect(refuses(AlternateServer.self, bytes) == !isRight)
            }
        }
    }

    @Test("The first byte is ignored (RFC 8489, 14.1)")
    func reserved() throws {
        try reading(MappedAddress.self, from: hex("ff01 0001 c0000201")) {
            #expect($0.address.description == "192.0.2.1:1")
        }
    }
}
