// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@Suite("RFC 8489: appendix B and recorded strangers")
struct RFC8489Tests {
    let key = LongTermKey(username: "マトリックス", realm: "example.org", password: "TheMatrIX", algorithm: .sha256)

    @Test("B.1, erratum 6268: USERHASH and MESSAGE-INTEGRITY-SHA256 are read and believed")
    func request() throws {
        try reading(Sample("rfc8489-b.1-request").bytes) { (message) throws in
            let hash = UserHash(username: "マトリックス", realm: "example.org")
            #expect(try message.attribute(UserHash.self) == hash)
            #expect(try message.attribute(PasswordAlgorithmAttribute.self)?.algorithm == .sha256)
            let nonce = try #require(try message.attribute(Nonce.self))
            #expect(nonce.text == "obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA")
            #expect(SecurityFeatures(nonce: nonce.bytes) == .usernameAnonymity)
            #expect(message.hasMessageIntegritySHA256(by: key))
            #expect(!message.hasMessageIntegrity(by: key))
            #expect(message.unknownComprehensionRequired() == nil)
        }
    }

    @Test("B.1: written anew, the message is the same to the byte")
    func written() throws {
        let id = TransactionID(high: 0x78ad_3433, low: 0xc6ad_72c0_29da_412e)
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.request, .binding, id, into: &buffer)
        writer.write(UserHash(username: "マトリックス", realm: "example.org"))
        try writer.write(Nonce.self, "obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA")
        try writer.write(Realm.self, "example.org")
        writer.write(PasswordAlgorithmAttribute(.sha256))
        writer.finish(integrity: .sha256, key: key, into: &buffer)
        #expect(Array(buffer.readableBytesView) == (try Sample("rfc8489-b.1-request").bytes))
    }

    @Test("Every message that a stranger sent is read, and its integrity believed", arguments: try Sample.all())
    func strangers(_ sample: Sample) throws {
        guard let first = sample.bytes.first, PacketKind(firstByte: first) == .stun else { return }
        try reading(sample.bytes) { (message) throws in
            #expect(message.isFingerprintRight)
            let isIndication = message.messageClass == .indication
            #expect((SendIndication(reading: message.bytes) != nil) == (isIndication && message.method == .send))
            guard sample.name.contains("-request"), message.hasMessageIntegrity, !sample.name.contains("rfc")
            else { return }
            let name = try #require(try message.attribute(Username.self)?.text)
            let realm = try #require(try message.attribute(Realm.self)?.text)
            let key = LongTermKey(username: name, realm: realm, password: sharedSecretPassword(name, secret: "secret"))
            #expect(message.hasMessageIntegrity(by: key))
        }
    }
}
