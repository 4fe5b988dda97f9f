// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@Suite("RFC 5769: the test vectors")
struct RFC5769Tests {
    let password = ShortTermKey(password: "VOkJxbRl1RmTxUk/WvJxBt")

    @Test("2.1: a request with short-term credentials is read and believed")
    func request() throws {
        try reading(Sample("rfc5769-2.1-request").bytes) { (message) throws in
            #expect(message.messageClass == .request)
            #expect(message.method == .binding)
            #expect(message.transactionID == TransactionID(high: 0xb7e7_a701, low: 0xbc34_d686_fa87_dfae))
            #expect(try message.attribute(Software.self)?.text == "STUN test client")
            #expect(try message.attribute(Username.self)?.text == "evtj:h6vY")
            #expect(message.hasMessageIntegrity(by: password))
            #expect(message.hasFingerprint)
            #expect(message.isFingerprintRight)
            // PRIORITY is ICE's, and no server needs to know it.
            let unknown = try #require(message.unknownComprehensionRequired())
            #expect(Array(unknown) == [AttributeType(rawValue: 0x0024)])
        }
    }

    @Test("2.2: an IPv4 response whose padding is not zero is read and believed")
    func responseIPv4() throws {
        try response("rfc5769-2.2-ipv4-response", "192.0.2.1:32853")
    }

    @Test("2.3: an IPv6 response is read and believed")
    func responseIPv6() throws {
        try response("rfc5769-2.3-ipv6-response", "[2001:db8:1234:5678:11:2233:4455:6677]:32853")
    }

    private func response(_ sample: String, _ address: String) throws {
        try reading(Sample(sample).bytes) { (message) throws in
            #expect(message.messageClass == .successResponse)
            #expect(try message.attribute(Software.self)?.text == "test vector")
            #expect(try message.attribute(XORMappedAddress.self)?.address.description == address)
            #expect(message.hasMessageIntegrity(by: password))
            #expect(!message.hasMessageIntegrity(by: ShortTermKey(password: "another")))
            #expect(message.isFingerprintRight)
        }
    }

    @Test("2.4: a request with long-term credentials is read and believed")
    func longTermRequest() throws {
        let sample = try Sample("rfc5769-2.4-long-term-request")
        let key = LongTermKey(username: "マトリックス", realm: "example.org", password: "TheMatrIX")
        try reading(sample.bytes) { (message) throws in
            #expect(try message.attribute(Username.self)?.text == "マトリックス")
            #expect(try message.attribute(Nonce.self)?.text == "f//499k954d6OL34oL9FSTvy64sA")
            #expect(try message.attribute(Realm.self)?.text == "example.org")
            #expect(message.hasMessageIntegrity(by: key))
            #expect(!message.hasFingerprint)
        }
    }

    @Test("2.4: written anew, the message is the same to the byte")
    func writtenLongTermRequest() throws {
        let key = LongTermKey(username: "マトリックス", realm: "example.org", password: "TheMatrIX")
        let id = TransactionID(high: 0x78ad_3433, low: 0xc6ad_72c0_29da_412e)
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.request, .binding, id, into: &buffer)
        try writer.write(Username.self, "マトリックス")
        try writer.write(Nonce.self, "f//499k954d6OL34oL9FSTvy64sA")
        try writer.write(Realm.self, "example.org")
        writer.finish(integrity: .sha1, key: key, into: &buffer)
        #expect(Array(buffer.readableBytesView) == (try Sample("rfc5769-2.4-long-term-request").bytes))
    }
}
