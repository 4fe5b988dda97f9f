// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import NIOCore
import STUN
import Testing

@Suite("MESSAGE-INTEGRITY and MESSAGE-INTEGRITY-SHA256 (RFC 8489, 14.5, 14.6)")
struct IntegrityTests {
    let key = LongTermKey(username: "anna", realm: "visavis", password: "secret", algorithm: .sha256)

    private func bytes(_ form: IntegrityForm, fingerprint: Bool = false) -> [UInt8] {
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.request, .refresh, transaction, into: &buffer)
        writer.write(Lifetime(seconds: 600))
        writer.finish(integrity: form, key: key, fingerprint: fingerprint, into: &buffer)
        return Array(buffer.readableBytesView)
    }

    @Test("What is signed is believed with the key and with no other", arguments: [IntegrityForm.sha1, .sha256, .both])
    func signed(_ form: IntegrityForm) throws {
        let others = [
            LongTermKey(username: "bob", realm: "visavis", password: "secret", algorithm: .sha256),
            LongTermKey(username: "anna", realm: "other", password: "secret", algorithm: .sha256),
            LongTermKey(username: "anna", realm: "visavis", password: "Secret", algorithm: .sha256),
            LongTermKey(username: "anna", realm: "visavis", password: "secret", algorithm: .md5),
        ]
        for fingerprint in [false, true] {
            try reading(bytes(form, fingerprint: fingerprint)) { message in
                #expect(message.hasMessageIntegrity(by: key) == (form != .sha256))
                #expect(message.hasMessageIntegritySHA256(by: key) == (form != .sha1))
                #expect(message.isFingerprintRight)
                for other in others {
                    #expect(!message.hasMessageIntegrity(by: other))
                    #expect(!message.hasMessageIntegritySHA256(by: other))
                }
            }
        }
    }

    @Test("Any bit that changes takes the belief away", arguments: [IntegrityForm.sha1, .sha256])
    func everyBit(_ form: IntegrityForm) throws {
        let whole = bytes(form)
        for bit in 0..<whole.count * 8 {
            var changed = whole
            changed[bit / 8] ^= 1 << (bit % 8)
            // A changed header or length may be no message at all.
            try? reading(changed) { message in
                #expect(!message.hasMessageIntegrity(by: key))
                #expect(!message.hasMessageIntegritySHA256(by: key))
            }
        }
    }

    @Test("A code of another length is not believed")
    func lengths() throws {
        for count in 0...40 where count != 20 {
            try reading(message([(0x0008, Array(repeating: 0, count: count))])) { message in
                #expect(message.hasMessageIntegrity)
                #expect(!message.hasMessageIntegrity(by: key))
            }
        }
        for count in 0...40 {
            try reading(message([(0x001c, Array(repeating: 0, count: count))])) { message in
                #expect(message.hasMessageIntegritySHA256)
                #expect(!message.hasMessageIntegritySHA256(by: key, shortest: 0))
            }
        }
    }

    @Test("A cut HMAC-SHA256 is believed only where the usage allows it")
    func truncated() throws {
        // HMAC-SHA256 of the message with length 28, cut to 16 bytes; computed with another program.
        let short = ShortTermKey(password: "secret")
        let bytes = hex(
            "0001001c 2112a442 0102030405060708090a0b0c 000d0004 00000258 001c0010 27912988c5f94eba55d1d403ffb732e5")
        try reading(bytes) { message in
            #expect(message.hasMessageIntegritySHA256(by: short, shortest: 16))
            #expect(!message.hasMessageIntegritySHA256(by: short, shortest: 20))
            #expect(!message.hasMessageIntegritySHA256(by: short))
        }
    }

    @Test("The key is the hash of username, realm and password with colons (RFC 8489, 9.2.2)")
    func keys() {
        let md5 = LongTermKey(username: "user", realm: "realm", password: "pass")
        #expect(md5.secret.withUnsafeBytes { Array($0) } == hex("8493fbc53ba582fb4c044c456bdc40eb"))
        let sha256 = LongTermKey(username: "user", realm: "realm", password: "pass", algorithm: .sha256)
        #expect(
            sha256.secret.withUnsafeBytes { Array($0) }
                == hex("07e934117abd40836e7c6329b54731b2b2d2a5f9a71f544922d75e0730d8251b"))
        #expect(sha256.algorithm == .sha256 && md5.algorithm == .md5)
    }
}
