// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("Binding, and what is no request")
struct BindingTests {
    let desk = RelayDesk { $0.limits.challengesPerSecond = 10 }

    @Test(
        "tells the client its address, for anybody (RFC 8489, section 6.3.1)",
        arguments: [
            "203.0.113.7:50000", "[2001:db8::7]:50000",
        ])
    func mapped(address: String) {
        let client = desk.client(address)
        let answer = client.send(.binding, signed: false)
        #expect(answer?.isSuccess == true)
        #expect(answer?.mapped == client.tuple.client)
        #expect(answer?.types == [.xorMappedAddress])
        #expect(client.send(.binding, signed: false, fingerprint: true)?.types.last == .fingerprint)
        #expect(desk.table.counters.bindings == 2)
    }

    @Test("case 7: an IPv4 answer is at most twice the request")
    func size() {
        let client = desk.client()
        #expect(client.send(.binding, signed: false).map { $0.bytes.count <= 2 * client.lastRequest.count } == true)
    }

    @Test("420 Unknown Attribute (RFC 8489, section 6.3.1)")
    func unknown() {
        let client = desk.client()
        let type = AttributeType(rawValue: 0x0003)
        let answer = client.send(.binding, signed: false) { $0.write(RawAttribute(type: type, bytes: [0, 0, 0, 6])) }
        #expect(answer?.code == 420)
        #expect(answer?.unknown == [type])
    }

    @Test("case 4: a wrong FINGERPRINT is dropped; in a stream it means that the frames are lost")
    func fingerprint() {
        let client = desk.client()
        var request = client.bytes(.binding, signed: false, fingerprint: true)
        request[request.count - 1] ^= 1
        #expect(desk.receive(request, from: client.tuple) == nil)
        #expect(desk.lastOutcome == .silence)
        #expect(desk.receive(request, from: desk.client("203.0.113.7:1", .tcp).tuple) == nil)
        #expect(desk.lastOutcome == .closeStream)
    }

    @Test("indications and responses are not answered, nor methods that nobody knows")
    func silence() {
        let client = desk.client()
        for kind in [MessageClass.indication, .successResponse, .errorResponse] {
            for method in [STUNMethod.binding, .allocate, .data, .send] {
                var buffer = ByteBuffer()
                STUNMessageWriter(kind, method, .random(), into: &buffer).finish(into: &buffer)
                #expect(desk.receive(Array(buffer.readableBytesView), from: client.tuple) == nil)
            }
        }
        #expect(client.send(STUNMethod(rawValue: 0x777), signed: false) == nil)
        #expect(client.send(.send, signed: false) == nil)
    }
}
