// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

/// What somebody on the way appends must not count (faults seen in other relays).
@Suite("What follows the integrity")
struct BeliefTests {
    let key = LongTermKey(username: "anna", realm: "visavis", password: "secret")

    private func request(_ form: IntegrityForm) -> [UInt8] {
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.request, .refresh, transaction, into: &buffer)
        writer.write(ReservationToken(rawValue: 1))
        writer.finish(integrity: form, key: key, into: &buffer)
        return Array(buffer.readableBytesView)
    }

    /// Appends attributes and sets the header's length, as a stranger on the way would.
    private func appended(_ bytes: [UInt8], _ more: [(UInt16, [UInt8])]) -> [UInt8] {
        var bytes = bytes + message(more).dropFirst(20)
        bytes[2] = UInt8((bytes.count - 20) >> 8)
        bytes[3] = UInt8((bytes.count - 20) & 0xff)
        return bytes
    }

    @Test(
        "RFC 8489, 14.5 and 14.6: attributes after the integrity are not there, and it stays believed",
        arguments: [IntegrityForm.sha1, .sha256, .both])
    func ignored(_ form: IntegrityForm) throws {
        let peer = try value(of: XORPeerAddress(#require(TransportAddress("192.0.2.1:9"))))
        let bytes = appended(request(form), [(0x000d, [0, 0, 0, 9]), (0x0012, peer), (0x7fff, [])])
        try reading(bytes) { message in
            #expect(!message.contains(.lifetime))
            #expect(!message.contains(.xorPeerAddress))
            #expect(message.unknownComprehensionRequired() == nil)
            #expect(message.hasMessageIntegrity(by: key) == (form != .sha256))
            #expect(message.hasMessageIntegritySHA256(by: key) == (form != .sha1))
        }
    }

    @Test("FINGERPRINT after the appended attributes is seen and checked")
    func fingerprintStillSeen() throws {
        let good = appended(request(.sha1), [(0x000d, [0, 0, 0, 9]), (0x8028, [0, 0, 0, 0])])
        try reading(good) { message in
            #expect(message.hasFingerprint)
            #expect(!message.isFingerprintRight)
        }
    }

    @Test("FINGERPRINT must be the last attribute, and four bytes long")
    func misplacedFingerprint() throws {
        #expect(refusal(message([(0x8028, [0, 0, 0, 0]), (0x8022, [])])) == .misplacedFingerprint)
        #expect(refusal(message([(0x8028, [0, 0, 0, 0]), (0x8028, [0, 0, 0, 0])])) == .misplacedFingerprint)
        #expect(refusal(message([(0x8028, Array(repeating: 0, count: 8))])) == .misplacedFingerprint)
        try reading(message([(0x8028, [1, 2, 3])])) { #expect(!$0.isFingerprintRight) }
    }

    @Test("A second MESSAGE-INTEGRITY, right or wrong, changes nothing")
    func secondIntegrity() throws {
        let wrong = Array(repeating: UInt8(0), count: 20)
        try reading(appended(request(.sha1), [(0x0008, wrong)])) { #expect($0.hasMessageIntegrity(by: key)) }
        let first = message(type: 0x0004, [(0x0008, wrong)])
        try reading(appended(first, [(0x0008, wrong)])) { #expect(!$0.hasMessageIntegrity(by: key)) }
    }
}
