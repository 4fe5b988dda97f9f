// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Allocate (RFC 8656, section 7.2)")
struct AllocateTests {
    let desk = RelayDesk()

    @Test("gives a relayed address, the client's own address and 600 seconds")
    func success() throws {
        let client = desk.client()
        let answer = try #require(client.allocate())
        #expect(answer.isSuccess)
        #expect(answer.mapped == client.tuple.client)
        #expect(answer.lifetime == 600)
        let relayed = try #require(answer.relayed.first)
        #expect(answer.relayed.count == 1)
        #expect(relayed.ip == IPAddress("192.0.2.10"))
        #expect(relayed.port >= 49152)
        #expect(answer.isSigned(client.key, .sha1))
        #expect(desk.table.count == 1)
        #expect(desk.allocation(at: relayed) == client.index)
        #expect(client.index.flatMap { desk.client(of: $0) } == client.tuple)
        #expect(desk.table.counters.allocations.udp == 1)
    }

    @Test("case 10: the same transaction again is answered with the same bytes and makes nothing new")
    func retransmission() {
        let client = desk.client()
        let answer = client.allocate()
        let request = client.lastRequest
        #expect(desk.receive(request, from: client.tuple) == answer)
        client.permit("1.1.1.1")
        desk.pass(.seconds(100))
        client.refresh(1_200)
        #expect(desk.receive(request, from: client.tuple) == answer)
        #expect(desk.table.count == 1)
        #expect(desk.ports.taken == 1)
    }

    @Test("437 Allocation Mismatch: another transaction on a five-tuple that has an allocation")
    func mismatch() {
        let client = desk.client()
        client.allocate()
        #expect(client.allocate()?.code == 437)
        #expect(desk.table.count == 1)
    }

    @Test("400 Bad Request: no REQUESTED-TRANSPORT, or one of the wrong length")
    func noTransport() {
        let client = desk.client()
        #expect(client.ask(.allocate)?.code == 400)
        #expect(client.ask(.allocate) { $0.write(RawAttribute(type: .requestedTransport, bytes: [17])) }?.code == 400)
        #expect(desk.table.count == 0)
    }

    @Test("442 Unsupported Transport Protocol: TCP towards peers (RFC 6062), and so never 446", arguments: [6, 0, 255])
    func transport(number: UInt8) {
        let client = desk.client()
        let answer = client.ask(.allocate) { $0.write(RequestedTransport(protocolNumber: number)) }
        #expect(answer?.code == 442)
        // Connect is RFC 6062's: 446 is an answer to it, and it is not known here.
        #expect(client.ask(STUNMethod(rawValue: 0x00a)) == nil)
    }

    @Test("DONT-FRAGMENT is supported, so it is not refused with 420")
    func dontFragment() {
        #expect(desk.client().allocate { $0.write(DontFragment()) }?.isSuccess == true)
    }

    @Test("420 Unknown Attribute: lists what is required and unknown; the optional is passed over")
    func unknownAttribute() {
        let client = desk.client()
        let answer = client.allocate { writer in
            writer.write(RawAttribute(type: AttributeType(rawValue: 0x7abc), bytes: [1, 2, 3]))
            writer.write(RawAttribute(type: AttributeType(rawValue: 0x9abc), bytes: [1]))
        }
        #expect(answer?.code == 420)
        #expect(answer?.unknown == [AttributeType(rawValue: 0x7abc)])
        #expect(answer?.isSigned(client.key, .sha1) == true)
        #expect(
            client.allocate { $0.write(RawAttribute(type: AttributeType(rawValue: 0x9abc), bytes: [1])) }?.isSuccess
                == true)
    }

    @Test(
        "a lifetime is clamped to 3,600 and never below 600",
        arguments: [
            (UInt32(0), UInt32(600)), (1, 600), (600, 600), (1_800, 1_800), (3_600, 3_600), (.max, 3_600),
        ])
    func lifetime(asked: UInt32, granted: UInt32) {
        #expect(desk.client().allocate { $0.write(Lifetime(seconds: asked)) }?.lifetime == granted)
    }

    @Test("440 Address Family not Supported: no relay address of it, or no such family")
    func family() {
        let desk = RelayDesk { $0.ipv6 = nil }
        let client = desk.client()
        #expect(client.allocate { $0.write(RequestedAddressFamily(.ipv6)) }?.code == 440)
        #expect(
            client.allocate { $0.write(RawAttribute(type: .requestedAddressFamily, bytes: [9, 0, 0, 0])) }?.code == 440)
        #expect(client.allocate { $0.write(RequestedAddressFamily(.ipv4)) }?.isSuccess == true)
        let other = RelayDesk { $0.ipv4 = nil }
        #expect(other.client().allocate()?.code == 440)
    }

    @Test("REQUESTED-ADDRESS-FAMILY IPv6 gives an IPv6 address")
    func ipv6() {
        let answer = desk.client().allocate { $0.write(RequestedAddressFamily(.ipv6)) }
        #expect(answer?.relayed.map(\.ip) == [IPAddress("2001:db8::10")!])
    }

    @Test("ADDITIONAL-ADDRESS-FAMILY gives one address of each family")
    func bothFamilies() {
        let answer = desk.client().allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
        #expect(answer?.relayed.map(\.family) == [.ipv4, .ipv6])
        #expect(answer?.failedFamily == nil)
    }

    @Test("ADDRESS-ERROR-CODE 440 names the second family when the relay has none of it")
    func missingFamily() {
        let desk = RelayDesk { $0.ipv6 = nil }
        let answer = desk.client().allocate { $0.write(AdditionalAddressFamily(.ipv6)) }
        #expect(answer?.relayed.map(\.family) == [.ipv4])
        #expect(answer?.failedFamily == .ipv6)
        #expect(answer?.failedFamilyCode == 440)
    }

    @Test("400 Bad Request: attributes that exclude each other")
    func contradictions() {
        let client = desk.client()
        let answers = [
            client.allocate {
                $0.write(RequestedAddressFamily(.ipv4))
                $0.write(AdditionalAddressFamily(.ipv6))
            },
            client.allocate { $0.write(AdditionalAddressFamily(.ipv4)) },
            client.allocate {
                $0.write(EvenPort(reservesNext: true))
                $0.write(AdditionalAddressFamily(.ipv6))
            },
            client.allocate {
                $0.write(ReservationToken(rawValue: 1))
                $0.write(EvenPort(reservesNext: false))
            },
            client.allocate {
                $0.write(ReservationToken(rawValue: 1))
                $0.write(RequestedAddressFamily(.ipv4))
            },
            client.allocate {
                $0.write(ReservationToken(rawValue: 1))
                $0.write(AdditionalAddressFamily(.ipv6))
            },
        ]
        #expect(answers.map { $0?.code } == Array(repeating: 400, count: answers.count))
        #expect(desk.ports.free == 16_384)
    }

    @Test("300 Try Alternate (RFC 8489, section 10): to the known only, with an address of their family and transport")
    func alternate() {
        let desk = RelayDesk {
            $0.alternate = AlternateServerRule(addresses: [TransportAddress("198.51.100.9:3478")!], threshold: 1)
        }
        #expect(desk.client().allocate()?.isSuccess == true)
        let second = desk.client("203.0.113.8:50000")
        let answer = second.allocate()
        #expect(answer?.code == 300)
        #expect(answer?.alternate == TransportAddress("198.51.100.9:3478"))
        #expect(answer?.isSigned(second.key, .sha1) == true)
        #expect(second.send(.allocate, signed: false)?.code == 401)
        #expect(desk.client("[2001:db8::7]:50000").allocate()?.isSuccess == true)
        #expect(desk.client("203.0.113.8:50001", .tcp).allocate()?.code == 300)
        #expect(desk.client("203.0.113.8:50001", .tls).allocate()?.isSuccess == true)
    }

    @Test("SOFTWARE is off by default, and never told to strangers")
    func software() {
        #expect(desk.client().allocate()?.types.contains(.software) == false)
        let talkative = RelayDesk { $0.software = "a relay" }
        let client = talkative.client()
        #expect(client.send(.allocate, signed: false)?.types.contains(.software) == false)
        #expect(client.send(.binding, signed: false)?.types.contains(.software) == false)
        #expect(client.allocate()?.types.contains(.software) == true)
    }
}
