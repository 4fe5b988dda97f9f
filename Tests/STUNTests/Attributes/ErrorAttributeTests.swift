// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("ERROR-CODE, ADDRESS-ERROR-CODE, UNKNOWN-ATTRIBUTES (RFC 8489, 14.8, 14.13; RFC 8656, 18.12)")
struct ErrorAttributeTests {
    @Test("Every number from 300 to 699 goes both ways, and no other is a code")
    func numbers() throws {
        for number in UInt16(0)...1000 {
            guard let code = ErrorCode(rawValue: number) else {
                #expect(number < 300 || number > 699)
                continue
            }
            let written = try value(of: ErrorCodeAttribute(code))
            #expect(written == [0, 0, UInt8(number / 100), UInt8(number % 100)])
            try reading(ErrorCodeAttribute.self, from: written) { #expect($0.code == code && $0.reason.isEmpty) }
        }
    }

    @Test("A wrong class, a number above 99 and fewer than four bytes are refused; reserved bits are ignored")
    func wrong() throws {
        for value in ["", "00", "000004", "00000000", "00000200", "00000700", "00000464", "000004ff"] {
            #expect(refuses(ErrorCodeAttribute.self, hex(value)))
        }
        try reading(ErrorCodeAttribute.self, from: hex("fffffc01")) { #expect($0.code == .unauthenticated) }
    }

    @Test("The reason is the rest, and the RFC's phrases are there for all codes of STUN and TURN")
    func reasons() throws {
        let written = try value(of: ErrorCodeAttribute(withPhrase: .allocationMismatch))
        #expect(written == hex("00000425") + Array("Allocation Mismatch".utf8))
        try reading(ErrorCodeAttribute.self, from: written) {
            #expect(Array($0.reason) == Array("Allocation Mismatch".utf8))
        }
        let named: [UInt16] = [300, 400, 401, 403, 420, 437, 438, 440, 441, 442, 443, 446, 447, 486, 500, 508]
        for number in named { #expect(ErrorCode(rawValue: number)?.phrase.utf8CodeUnitCount ?? 0 > 0) }
        #expect(ErrorCode(rawValue: 699)?.phrase.utf8CodeUnitCount == 0)
    }

    @Test("ADDRESS-ERROR-CODE: family, code, reason")
    func addressErrorCode() throws {
        let written = try value(of: AddressErrorCode(.ipv6, .addressFamilyNotSupported))
        #expect(written == hex("02000428"))
        try reading(AddressErrorCode.self, from: written + Array("why".utf8)) {
            #expect($0.family == .ipv6)
            #expect($0.code == .addressFamilyNotSupported)
            #expect(Array($0.reason) == Array("why".utf8))
        }
        for value in ["", "0200", "020004", "00000428", "03000428", "02000228", "02000464"] {
            #expect(refuses(AddressErrorCode.self, hex(value)))
        }
    }

    @Test("UNKNOWN-ATTRIBUTES: a list of types, each once, sixteen at most")
    func unknownAttributes() throws {
        let types = [AttributeType(rawValue: 0x7fff), AttributeType(rawValue: 2)]
        #expect(try value(of: UnknownAttributes(types)) == hex("7fff0002"))
        try reading(UnknownAttributes.self, from: hex("7fff 0002 7fff")) { #expect(Array($0) == types) }
        try reading(UnknownAttributes.self, from: []) { #expect($0.isEmpty) }
        #expect(refuses(UnknownAttributes.self, [1]))
        #expect(refuses(UnknownAttributes.self, [1, 2, 3]))
        let many = UnknownAttributes((0..<100).map { AttributeType(rawValue: $0) })
        #expect(many.count == UnknownAttributes.capacity)
        #expect(many.contains(AttributeType(rawValue: 15)) && !many.contains(AttributeType(rawValue: 16)))
    }
}
