// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import STUN
import Testing

@testable import TURN

/// Data through a relay on real sockets (RFC 8656 sections 11 and 12).
@Suite struct RelayDataTests {
    private static let loopbacks = ["127.0.0.1", "::1"]

    private static func payload(_ size: Int, _ seed: Int = 0) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ seed) }
    }

    private static func family(_ ip: String) -> AddressFamily { ip.contains(":") ? .ipv6 : .ipv4 }

    @Test("Channel data goes both ways, section 12.6", arguments: loopbacks, [0, 1, 172, 1_200, 9_000])
    func channels(ip: String, size: Int) async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(ip: ip), try LoopbackSocket(ip))
        let relayed = try guest.allocate(Self.family(ip))
        try guest.bind(0x4000, to: peer.address)
        let payload = Self.payload(size)
        try guest.send(payload, on: 0x4000)
        #expect(try peer.receive() == LoopbackSocket.Datagram(bytes: payload, source: relayed))
        try peer.send(payload, to: relayed)
        #expect(try guest.receive() == SocketGuest.frame(0x4000, payload))
        await house.server.stop()
    }

    @Test("Indications go both ways, sections 11.2 and 11.4", arguments: loopbacks, [0, 1, 172, 1_200, 9_000])
    func indications(ip: String, size: Int) async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(ip: ip), try LoopbackSocket(ip))
        let relayed = try guest.allocate(Self.family(ip))
        try guest.permit(peer.address)
        let payload = Self.payload(size)
        try guest.sendData(payload, to: peer.address)
        #expect(try peer.receive() == LoopbackSocket.Datagram(bytes: payload, source: relayed))
        try peer.send(payload, to: relayed)
        let data = try guest.receiveIndication()
        #expect(data.peer == peer.address)
        #expect(data.payload == payload)
        await house.server.stop()
    }

    @Test("A client over IPv4 reaches an IPv6 peer, and the other way, section 7", arguments: loopbacks)
    func mixedFamilies(ip: String) async throws {
        let house = try RelayHouse()
        let other = ip == "::1" ? "127.0.0.1" : "::1"
        let (guest, peer) = (try house.guest(ip: ip), try LoopbackSocket(other))
        let relayed = try guest.allocate(Self.family(other))
        try guest.permit(peer.address)
        try guest.sendData([1, 2, 3], to: peer.address)
        #expect(try peer.receive() == LoopbackSocket.Datagram(bytes: [1, 2, 3], source: relayed))
        try peer.send([4, 5], to: relayed)
        #expect(try guest.receiveIndication().payload == [4, 5])
        await house.server.stop()
    }

    @Test("Without permission nothing passes either way, sections 11.2 and 11.3")
    func noPermission() async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(), try LoopbackSocket())
        let relayed = try guest.allocate()
        try guest.sendData([1], to: peer.address)
        try peer.send([2], to: relayed)
        try guest.fence()
        #expect(peer.isSilent)
        try guest.permit(peer.address)
        try guest.sendData([3], to: peer.address)
        #expect(try peer.receive().bytes == [3])
        try peer.send([4], to: relayed)
        #expect(try guest.receiveIndication().payload == [4])
        #expect(guest.hasNothing)
        await house.server.stop()
    }

    @Test("A burst passes whole and in order", arguments: loopbacks)
    func burst(ip: String) async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(ip: ip), try LoopbackSocket(ip))
        let relayed = try guest.allocate(Self.family(ip))
        try guest.bind(0x4FFF, to: peer.address)
        let payloads = (0..<30).map { Self.payload($0 == 29 ? 401 : 1_200, $0) }
        let frames = payloads.flatMap { SocketGuest.frame(0x4FFF, $0) }
        try guest.socket.sendBurst(frames, size: 1_204, to: guest.server)
        for payload in payloads { #expect(try peer.receive().bytes == payload) }
        try peer.sendBurst(payloads.flatMap { $0 }, size: 1_200, to: relayed)
        for payload in payloads { #expect(try guest.receive() == SocketGuest.frame(0x4FFF, payload)) }
        await house.server.stop()
    }

    @Test("A burst without a channel becomes indications, in order")
    func burstOfIndications() async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(), try LoopbackSocket())
        let relayed = try guest.allocate()
        try guest.permit(peer.address)
        let payloads = (0..<12).map { Self.payload($0 == 11 ? 3 : 501, $0) }
        try peer.sendBurst(payloads.flatMap { $0 }, size: 501, to: relayed)
        for payload in payloads { #expect(try guest.receiveIndication().payload == payload) }
        await house.server.stop()
    }

    @Test("Two allocations meet without the kernel", arguments: [true, false])
    func shortcut(byChannel: Bool) async throws {
        let house = try RelayHouse()
        let (anna, bert) = (try house.guest("anna"), try house.guest("bert"))
        let (annas, berts) = (try anna.allocate(), try bert.allocate())
        try anna.bind(0x4001, to: berts)
        if byChannel { try bert.bind(0x4002, to: annas) } else { try bert.permit(annas) }
        let payloads = (0..<20).map { Self.payload($0 == 19 ? 7 : 1_000, $0) }
        try anna.send([1, 2, 3], on: 0x4001)
        try anna.socket.sendBurst(
            payloads.flatMap { SocketGuest.frame(0x4001, $0) }, size: 1_004, to: anna.server)
        for payload in [[1, 2, 3]] + payloads {
            if byChannel {
                #expect(try bert.receive() == SocketGuest.frame(0x4002, payload))
            } else {
                let data = try bert.receiveIndication()
                #expect(data.peer == annas)
                #expect(data.payload == payload)
            }
        }
        await house.server.stop()
        #expect(house.server.counters.shortcut.packets == 21)
    }

    @Test("The shortcut asks the other side's permission, section 11.3")
    func shortcutNeedsPermission() async throws {
        let house = try RelayHouse()
        let (anna, bert) = (try house.guest("anna"), try house.guest("bert"))
        let berts = try {
            _ = try anna.allocate(); return try bert.allocate()
        }()
        try anna.bind(0x4001, to: berts)
        try anna.send([1, 2, 3], on: 0x4001)
        try anna.fence()
        #expect(bert.hasNothing)
        await house.server.stop()
    }

    @Test("Two allocations of two loops meet through the kernel")
    func twoLoops() async throws {
        let house = try RelayHouse(threads: 2)
        let guests = try (0..<6).map { try house.guest("guest\($0)") }
        let relayed = try guests.map { try $0.allocate() }
        for (index, guest) in guests.enumerated() {
            let other = (index + 1) % guests.count
            try guests[other].permit(relayed[index])
            try guest.bind(0x4000, to: relayed[other])
            try guest.send([UInt8(index)], on: 0x4000)
            #expect(try guests[other].receiveIndication().payload == [UInt8(index)])
        }
        await house.server.stop()
    }

    @Test("Behind a one-to-one NAT two allocations of two loops know each other by their outer addresses alone")
    func outerAddresses() async throws {
        let outer = try #require(IPAddress("192.0.2.10"))
        let house = try RelayHouse(threads: 2) {
            $0.ipv4 = RelayInterface(bind: IPAddress(v4: 0x7F00_0001), advertised: outer)
        }
        let guests = try (0..<8).map { try house.guest("guest\($0)") }
        let relayed = try guests.map { try $0.allocate() }
        #expect(relayed.allSatisfy { $0.ip == outer })
        for (index, guest) in guests.enumerated() {
            for other in guests.indices where other != index {
                try guests[other].permit(relayed[index])
                try guest.permit(relayed[other])
                try guest.sendData([UInt8(index)], to: relayed[other])
                let came = try guests[other].receiveIndication()
                #expect(came.peer == relayed[index] && came.payload == [UInt8(index)])
            }
        }
        await house.server.stop()
    }

    @Test("A peer that is not there is told to the client, section 11.6", arguments: loopbacks)
    func icmp(ip: String) async throws {
        let house = try RelayHouse()
        let guest = try house.guest(ip: ip)
        _ = try guest.allocate(Self.family(ip))
        let gone = try LoopbackSocket(ip).address
        try guest.permit(gone)
        try guest.sendData([1], to: gone)
        let told = try guest.receiveIndication()
        #expect(told.peer == gone)
        #expect(told.payload == nil)
        #expect(told.icmp?.icmpType == (ip == "::1" ? 1 : 3))
        #expect(told.icmp?.code == (ip == "::1" ? 4 : 3))
        // The error cost nothing of what follows.
        let peer = try LoopbackSocket(ip)
        try guest.permit(peer.address)
        try guest.sendData([2], to: peer.address)
        #expect(try peer.receive().bytes == [2])
        await house.server.stop()
    }

    @Test("What is cut off, of no kind, or on no channel is dropped, section 12.6")
    func nonsense() async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(), try LoopbackSocket())
        _ = try guest.allocate()
        try guest.bind(0x4000, to: peer.address)
        let cut = Array(SocketGuest.frame(0x4000, Self.payload(20)).dropLast())
        for bytes in [
            cut, [], [0x40], [0x40, 0, 0], [0x50, 0, 0, 0], [0xff], [0, 1, 0, 0], SocketGuest.frame(0x4001, [1]),
        ] {
            try guest.socket.send(bytes, to: guest.server)
        }
        try guest.socket.send(SocketGuest.frame(0x4000, [7]) + [0, 0, 0], to: guest.server)
        #expect(try peer.receive().bytes == [7])
        #expect(peer.isSilent)
        await house.server.stop()
    }

    @Test("A datagram that may not be fragmented still passes, section 14.9", arguments: loopbacks)
    func dontFragment(ip: String) async throws {
        let house = try RelayHouse()
        let (guest, peer) = (try house.guest(ip: ip), try LoopbackSocket(ip))
        _ = try guest.allocate(Self.family(ip))
        try guest.permit(peer.address)
        for number in 0..<4 {
            try guest.sendData([UInt8(number)], to: peer.address, dontFragment: number % 2 == 1)
            #expect(try peer.receive().bytes == [UInt8(number)])
        }
        await house.server.stop()
    }
}
