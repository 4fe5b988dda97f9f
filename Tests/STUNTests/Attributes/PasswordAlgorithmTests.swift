// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("PASSWORD-ALGORITHM, PASSWORD-ALGORITHMS, USERHASH (RFC 8489, 14.4, 14.11, 14.12)")
struct PasswordAlgorithmTests {
    @Test("PASSWORD-ALGORITHM: number, length of parameters, parameters")
    func one() throws {
        #expect(try value(of: PasswordAlgorithmAttribute(.sha256)) == hex("00020000"))
        try reading(PasswordAlgorithmAttribute.self, from: hex("00010000")) {
            #expect($0.algorithm == .md5 && $0.algorithm.isKnown && !$0.hasParameters)
        }
        try reading(PasswordAlgorithmAttribute.self, from: hex("00070003 010203")) {
            #expect(!$0.algorithm.isKnown && $0.hasParameters)
        }
        try reading(PasswordAlgorithmAttribute.self, from: hex("00070003 01020300")) { #expect($0.hasParameters) }
        for value in ["", "0002", "000200", "00020001", "00020000 00", "00020004 010203", "0002ffff 00"] {
            #expect(refuses(PasswordAlgorithmAttribute.self, hex(value)))
        }
    }

    @Test("PASSWORD-ALGORITHMS: a list; one that differs from the offer is seen to differ")
    func list() throws {
        #expect(try value(of: PasswordAlgorithms.offered) == hex("00020000 00010000"))
        try reading(PasswordAlgorithms.self, from: hex("00020000 00010000")) { #expect($0 == .offered) }
        for value in [
            "00010000", "00010000 00020000", "00020000", "00020000 00010004 00000000", "00020000 00010001 00",
        ] {
            try reading(PasswordAlgorithms.self, from: hex(value)) { #expect($0 != .offered) }
        }
        try reading(PasswordAlgorithms.self, from: hex("00090002 aabb0000 00020000")) {
            #expect($0.contains(.sha256) && !$0.contains(.md5) && $0.hasParameters)
            #expect(Array($0) == [PasswordAlgorithm(rawValue: 9), .sha256])
        }
    }

    @Test("A list that is empty, cut off, or longer than eight is refused")
    func wrongLists() {
        let nine = String(repeating: "00020000", count: 9)
        for value in [
            "", "00", "0002", "000200", "00020000 00", "00020000 0001", "00020005 00000000", "0002ffff", nine,
        ] {
            #expect(refuses(PasswordAlgorithms.self, hex(value)))
        }
        #expect(!refuses(PasswordAlgorithms.self, hex(String(nine.dropLast(8)))))
        #expect(PasswordAlgorithms(Array(repeating: .md5, count: 20)).count == PasswordAlgorithms.capacity)
    }

    @Test("USERHASH: 32 bytes, equal when the names are")
    func userHash() throws {
        let anna = UserHash(username: "anna", realm: "visavis")
        let written = try value(of: anna)
        #expect(written.count == 32)
        try reading(UserHash.self, from: written) { #expect($0 == anna) }
        #expect(anna != UserHash(username: "anna:", realm: "visavis"))
        #expect(anna != UserHash(username: "anna", realm: "example.org"))
        for count in 0...40 where count != 32 { #expect(refuses(UserHash.self, Array(repeating: 0, count: count))) }
    }
}
