// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@Suite("Writing into a reused buffer")
struct STUNMessageWriterTests {
    @Test("Padding is zero, whatever the buffer held before (CVE-2020-4067)", arguments: 0..<9)
    func zeroPadding(_ count: Int) throws {
        let bytes = try writing { try $0.write(Software.self, String(repeating: "x", count: count)) }
        #expect(bytes.count == 24 + (count + 3) & ~3)
        #expect(bytes[(24 + count)...].allSatisfy { $0 == 0 })
        #expect(Int(bytes[23]) == count)
    }

    @Test("The storage of the buffer is used again: nothing is allocated in its place")
    func reuse() {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(1024)
        let before = buffer.withVeryUnsafeBytes { $0.baseAddress }
        for _ in 0..<3 {
            buffer.clear()
            var writer = STUNMessageWriter(.errorResponse, .allocate, transaction, into: &buffer)
            writer.write(.unauthenticated)
            writer.finish(fingerprint: true, into: &buffer)
        }
        #expect(buffer.withVeryUnsafeBytes { $0.baseAddress } == before)
        #expect(buffer.readableBytes == 36)
    }

    @Test("A message is appended to what the buffer holds, and each is whole by itself")
    func appended() throws {
        let key = ShortTermKey(password: "secret")
        var buffer = ByteBuffer(string: "front")
        buffer.moveReaderIndex(forwardBy: 2)
        for _ in 0..<2 {
            var writer = STUNMessageWriter(.successResponse, .refresh, transaction, into: &buffer)
            writer.write(Lifetime(seconds: 600))
            #expect(writer.count == 28)
            writer.finish(integrity: .both, key: key, fingerprint: true, into: &buffer)
        }
        #expect(buffer.readString(length: 3) == "ont")
        let bytes = Array(buffer.readableBytesView)
        for half in [bytes[..<(bytes.count / 2)], bytes[(bytes.count / 2)...]] {
            try reading(Array(half)) { message in
                #expect(message.hasMessageIntegrity(by: key))
                #expect(message.hasMessageIntegritySHA256(by: key))
                #expect(message.hasFingerprint && message.isFingerprintRight)
            }
        }
    }

    @Test("A challenge with its usual attributes stays within 100 bytes")
    func challenge() throws {
        let bytes = try writing(.errorResponse, .allocate) { writer in
            writer.write(.unauthenticated)
            try writer.write(Realm.self, "visavis")
            try writer.write(Nonce.self, SecurityFeatures.passwordAlgorithms.text + String(repeating: "n", count: 22))
        }
        #expect(bytes.count <= 100)
    }

    @Test("Numbers for indications differ")
    func sequence() {
        var sequence = TransactionIDSequence(seed: 1)
        #expect(Set((0..<10_000).map { _ in sequence.next() }).count == 10_000)
        #expect(TransactionID.random() != TransactionID.random())
    }
}
