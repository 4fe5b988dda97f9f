// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("Attributes of numbers and flags (RFC 8656, section 18)")
struct NumberAttributeTests {
    /// All lengths up to 40 but one are refused.
    private func onlyLength<Attribute: STUNAttribute>(_ right: Int, _ attribute: Attribute.Type) -> Bool {
        (0...40).allSatisfy { refuses(attribute, Array(repeating: 0, count: $0)) == ($0 != right) }
    }

    @Test("LIFETIME: 32 bits")
    func lifetime() throws {
        for seconds in [0, 1, 600, 3600, UInt32.max] {
            let written = try value(of: Lifetime(seconds: seconds))
            try reading(Lifetime.self, from: written) { #expect($0.seconds == seconds) }
        }
        #expect(try value(of: Lifetime(seconds: 600)) == hex("00000258"))
        #expect(onlyLength(4, Lifetime.self))
    }

    @Test("CHANNEL-NUMBER: 16 bits, 16 reserved; numbers outside 0x4000 to 0x4FFF are read but are no channel")
    func channelNumber() throws {
        let channel = try #require(ChannelNumber(rawValue: 0x4abc))
        #expect(try value(of: ChannelNumberAttribute(channel)) == hex("4abc0000"))
        for number in UInt16.min...UInt16.max {
            #expect((ChannelNumber(rawValue: number) != nil) == (0x4000...0x4fff).contains(number))
        }
        for number: UInt16 in [0, 0x3fff, 0x5000, 0x7fff, 0xffff] {
            try reading(ChannelNumberAttribute.self, from: [UInt8(number >> 8), UInt8(number & 255), 9, 9]) {
                #expect($0.rawValue == number)
                #expect($0.channel == nil)
            }
        }
        #expect(onlyLength(4, ChannelNumberAttribute.self))
    }

    @Test("REQUESTED-ADDRESS-FAMILY and ADDITIONAL-ADDRESS-FAMILY: 8 bits, 24 reserved; unknown numbers are read")
    func families() throws {
        #expect(try value(of: RequestedAddressFamily(.ipv4)) == hex("01000000"))
        #expect(try value(of: RequestedAddressFamily(.ipv6)) == hex("02000000"))
        #expect(try value(of: AdditionalAddressFamily(.ipv6)) == hex("02000000"))
        try reading(RequestedAddressFamily.self, from: hex("02ffffff")) { #expect($0.family == .ipv6) }
        try reading(AdditionalAddressFamily.self, from: hex("01ffffff")) { #expect($0.family == .ipv4) }
        try reading(RequestedAddressFamily.self, from: hex("07000000")) {
            #expect($0.family == nil && $0.rawValue == 7)
        }
        #expect(onlyLength(4, RequestedAddressFamily.self))
        #expect(onlyLength(4, AdditionalAddressFamily.self))
    }

    @Test("EVEN-PORT: the R bit of one byte")
    func evenPort() throws {
        #expect(try value(of: EvenPort(reservesNext: true)) == [0x80])
        #expect(try value(of: EvenPort(reservesNext: false)) == [0])
        try reading(EvenPort.self, from: [0xff]) { #expect($0.reservesNext) }
        try reading(EvenPort.self, from: [0x7f]) { #expect(!$0.reservesNext) }
        #expect(onlyLength(1, EvenPort.self))
    }

    @Test("REQUESTED-TRANSPORT: 8 bits, 24 reserved")
    func requestedTransport() throws {
        #expect(try value(of: RequestedTransport.udp) == hex("11000000"))
        try reading(RequestedTransport.self, from: hex("06ffffff")) { #expect($0.protocolNumber == 6) }
        #expect(onlyLength(4, RequestedTransport.self))
    }

    @Test("DONT-FRAGMENT: empty")
    func dontFragment() throws {
        #expect(try value(of: DontFragment()).isEmpty)
        #expect(onlyLength(0, DontFragment.self))
    }

    @Test("RESERVATION-TOKEN: eight bytes")
    func reservationToken() throws {
        #expect(try value(of: ReservationToken(rawValue: 0x0102_0304_0506_0708)) == hex("0102030405060708"))
        try reading(ReservationToken.self, from: hex("ffffffffffffffff")) { #expect($0.rawValue == .max) }
        #expect(onlyLength(8, ReservationToken.self))
    }

    @Test("ICMP: 16 reserved, type in 7 bits, code in 9, 32 of data")
    func icmp() throws {
        let tooBig = ICMP(icmpType: 3, code: 4, errorData: 1280)
        #expect(try value(of: tooBig) == hex("0000 0604 00000500"))
        try reading(ICMP.self, from: hex("ffff 0604 00000500")) { #expect($0 == tooBig) }
        let largest = ICMP(icmpType: 127, code: 511, errorData: .max)
        let written = try value(of: largest)
        try reading(ICMP.self, from: written) { #expect($0 == largest) }
        #expect(ICMP(icmpType: 255, code: 0xffff) == ICMP(icmpType: 127, code: 511))
        #expect(onlyLength(8, ICMP.self))
    }

    @Test("DATA: any bytes, none too")
    func data() throws {
        for count in [0, 1, 4, 1200] {
            let payload = Array(repeating: UInt8(5), count: count)
            let written = try payload.withUnsafeBytes { try value(of: DataAttribute($0)) }
            #expect(written == payload)
            try reading(DataAttribute.self, from: written) { #expect(Array($0.bytes) == payload) }
        }
        _ = Array(repeating: UInt8(0), count: 65_508).withUnsafeBytes { bytes in
            #expect(throws: STUNError.invalidAttribute(.data)) { try DataAttribute(bytes) }
        }
    }
}
