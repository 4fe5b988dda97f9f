// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@Suite("Send and Data indications in their fast form (RFC 8656, section 11)")
struct IndicationTests {
    let peer = TransportAddress(ip: IPAddress(v4: 0xc000_0201), port: 9)
    let peer6 = TransportAddress(ip: IPAddress(v6High: 0x2001_0db8_0000_0000, low: 1), port: 0xffff)

    /// An indication made of its envelope, in memory that held other bytes.
    private func indication(_ envelope: IndicationEnvelope, _ payload: [UInt8]) -> [UInt8] {
        var bytes = Array(repeating: UInt8(0xaa), count: envelope.byteCount)
        bytes.withUnsafeMutableBytes { raw in
            envelope.writeFront(into: raw)
            guard let base = raw.baseAddress else { return }
            for (index, byte) in payload.enumerated() { raw[envelope.frontByteCount + index] = byte }
            envelope.writePadding(into: base + envelope.frontByteCount + payload.count)
        }
        return bytes
    }

    private func written(_ method: STUNMethod, _ peer: TransportAddress, _ payload: [UInt8]) throws -> [UInt8] {
        try payload.withUnsafeBytes { bytes in
            try writing(.indication, method) { writer in
                writer.write(XORPeerAddress(peer))
                writer.write(try DataAttribute(bytes))
            }
        }
    }

    @Test("The envelope writes what the writer of messages writes", arguments: 0..<9)
    func sameBytes(_ count: Int) throws {
        let payload = Array(UInt8(1)...9).prefix(count).map { $0 }
        for peer in [peer, peer6] {
            let data = DataIndication.envelope(peer: peer, payload: count, transaction)
            #expect(indication(data, payload) == (try written(.data, peer, payload)))
            let send = SendIndication.envelope(peer: peer, payload: count, transaction)
            #expect(indication(send, payload) == (try written(.send, peer, payload)))
            #expect(send.frontByteCount == IndicationEnvelope.byteCount(peer.family))
        }
    }

    private func read(_ bytes: [UInt8]) -> SendIndication? { bytes.withUnsafeBytes { SendIndication(reading: $0) } }

    @Test("A Send indication is read: peer, payload, DONT-FRAGMENT, in any order")
    func send() throws {
        let address = try value(of: XORPeerAddress(peer6))
        let plain = try #require(read(try written(.send, peer, [1, 2, 3])))
        #expect(plain.peer == peer && plain.data == 36..<39 && !plain.dontFragment)
        let other = try #require(read(message(type: 0x16, [(0x001a, []), (0x0013, [1, 2]), (0x0012, address)])))
        #expect(other.peer == peer6 && other.data == 28..<30 && other.dontFragment)
        #expect(try #require(read(try written(.send, peer, []))).data.isEmpty)
    }

    @Test("Of two peers and two payloads the first counts")
    func duplicates() throws {
        let (first, second) = (try value(of: XORPeerAddress(peer)), try value(of: XORPeerAddress(peer6)))
        let bytes = message(type: 0x16, [(0x0012, first), (0x0013, [1]), (0x0012, second), (0x0013, [2, 2])])
        let send = try #require(read(bytes))
        #expect(send.peer == peer && send.data == 36..<37)
        #expect(read(message(type: 0x16, [(0x0012, [1]), (0x0012, first), (0x0013, [1])])) == nil)
    }

    @Test("Without peer or payload, of another type, or with what must be understood and is not, it falls")
    func wrong() throws {
        let address = try value(of: XORPeerAddress(peer))
        #expect(read(message(type: 0x16, [(0x0012, address)])) == nil)
        #expect(read(message(type: 0x16, [(0x0013, [1])])) == nil)
        #expect(read(message(type: 0x16, [(0x0012, address), (0x0013, [1]), (0x7fff, [])])) == nil)
        #expect(read(message(type: 0x16, [(0x0012, address), (0x0013, [1]), (0x8fff, [])])) != nil)
        for type: UInt16 in [0x17, 0x06, 0x0106, 0x0116, 0x01] {
            #expect(read(message(type: type, [(0x0012, address), (0x0013, [1])])) == nil)
        }
        let whole = try written(.send, peer, [1, 2, 3, 4])
        for count in 0..<whole.count { #expect(read(Array(whole[..<count])) == nil) }
    }

    @Test("A false FINGERPRINT lets it fall, and what stands after an integrity does not count")
    func beliefs() throws {
        let address = try value(of: XORPeerAddress(peer))
        #expect(read(message(type: 0x16, [(0x0012, address), (0x0013, [1]), (0x8028, [0, 0, 0, 0])])) == nil)
        let code = Array(repeating: UInt8(0), count: 20)
        #expect(read(message(type: 0x16, [(0x0012, address), (0x0008, code), (0x0013, [1])])) == nil)
        let right = writing(.indication, .send, fingerprint: true) { writer in
            writer.write(XORPeerAddress(peer))
            writer.write(EvenPort(reservesNext: false))
        }
        #expect(read(right) == nil)
    }
}
