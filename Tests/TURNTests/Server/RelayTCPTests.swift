// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import STUN
import Testing

@testable import TURN

/// Clients over real TCP connections.
@Suite("TURN over TCP", .timeLimit(.minutes(5))) struct RelayTCPTests {
    private final class Scene {
        let house: RelayHouse
        let guest: TCPGuest
        let peer: LoopbackSocket
        let wire: WireGuest
        let relayed: TransportAddress
        /// Data that came before an answer.
        let data: Kept

        final class Kept { var frames: [[UInt8]] = [] }

        init(room: Int32 = 1 << 20, streams: StreamLimits = StreamLimits()) throws {
            house = try RelayHouse(tcp: ["127.0.0.1:0"], streams: streams) {
                $0.limits.participant.bitsPerSecond = 0
            }
            let guest = try TCPGuest(house.server.boundPorts.tcp[0], room: room)
            let data = Kept()
            peer = try LoopbackSocket()
            wire = WireGuest(participant: "anna") { request in
                try guest.write(request)
                while true {
                    let frame = try guest.frame()
                    if frame[0] < 0x40 { return frame }
                    data.frames.append(frame)
                }
            }
            self.guest = guest
            self.data = data
            relayed = try wire.allocate()
            try wire.bind(0x4000, to: peer.address)
        }

        /// Waits until the loop has closed the relay socket.
        func portIsFreed() async throws {
            let other = try house.guest("bert")
            for _ in 0..<100_000 {
                try other.fence()
                if let socket = try? UDPSocket.relaying(on: relayed) { return socket.close() }
                await Task.yield()
            }
            Issue.record("the port \(relayed.port) is not freed")
        }
    }

    private static func numbered(_ number: Int, _ size: Int) -> [UInt8] {
        [UInt8(number >> 16), UInt8(number >> 8 & 0xff), UInt8(number & 0xff)]
            + [UInt8](repeating: UInt8(number & 0x7f), count: size - 3)
    }

    @Test("Data goes both ways, in order")
    func bothWays() async throws {
        let scene = try Scene()
        for number in 0..<50 {
            let payload = Self.numbered(number, 100 + number)
            let padding = [UInt8](repeating: 0, count: -payload.count & 3)
            let frame = SocketGuest.frame(0x4000, payload) + padding
            try scene.guest.write(frame)
            #expect(try scene.peer.receive().bytes == payload)
            try scene.peer.send(payload, to: scene.relayed)
            #expect(try scene.guest.frame() == frame)
        }
        await scene.house.server.stop()
    }

    @Test("Frames that come in pieces are put together, however they are cut", arguments: [1, 3, 7, 1_399, 100_000])
    func pieces(size: Int) async throws {
        let scene = try Scene()
        let payloads = (0..<(size < 10 ? 5 : 100)).map { Self.numbered($0, 3 + $0 * 37 % 1_200) }
        var bytes = payloads.flatMap { SocketGuest.frame(0x4000, $0) + [UInt8](repeating: 0, count: -$0.count & 3) }[
            ...]
        while !bytes.isEmpty {
            try scene.guest.write(Array(bytes.prefix(size)))
            bytes = bytes.dropFirst(size)
        }
        for payload in payloads { #expect(try scene.peer.receive().bytes == payload) }
        await scene.house.server.stop()
    }

    @Test("The largest datagram passes in both directions")
    func largest() async throws {
        let scene = try Scene()
        for size in [65_400, 1, 65_399, 65_398] {
            let payload = [UInt8](repeating: UInt8(truncatingIfNeeded: size), count: size)
            let frame = SocketGuest.frame(0x4000, payload) + [UInt8](repeating: 0, count: -size & 3)
            try scene.guest.write(frame)
            #expect(try scene.peer.receive().bytes == payload)
            try scene.peer.send(payload, to: scene.relayed)
            #expect(try scene.guest.frame() == frame)
        }
        await scene.house.server.stop()
    }

    @Test("The largest frame comes whole in small pieces, and so does what follows it")
    func largestInPieces() async throws {
        let scene = try Scene()
        let payload = (0..<65_400).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
        var bytes = (SocketGuest.frame(0x4000, payload) + SocketGuest.frame(0x4000, [1, 2, 3, 4]))[...]
        let other = try scene.house.guest("bert")
        while !bytes.isEmpty {
            try scene.guest.write(Array(bytes.prefix(97)))
            bytes = bytes.dropFirst(97)
            // So that the relay reads the pieces apart.
            try other.fence()
        }
        #expect(try scene.peer.receive().bytes == payload)
        #expect(try scene.peer.receive().bytes == [1, 2, 3, 4])
        await scene.house.server.stop()
    }

    @Test("What is no frame ends the connection and frees the port")
    func broken() async throws {
        let scene = try Scene()
        try scene.guest.write(SocketGuest.frame(0x4000, [1, 2, 3, 4]) + [0xff, 0xff, 0xff, 0xff])
        #expect(try scene.peer.receive().bytes == [1, 2, 3, 4])
        #expect(throws: TCPGuest.Failure.self) { while true { _ = try scene.guest.frame() } }
        try await scene.portIsFreed()
        await scene.house.server.stop()
    }

    @Test("A client that goes frees the port")
    func gone() async throws {
        let scene = try Scene()
        try scene.guest.write(SocketGuest.frame(0x4000, [1, 2, 3, 4]) + [0x40])
        #expect(try scene.peer.receive().bytes == [1, 2, 3, 4])
        scene.guest.end()
        try await scene.portIsFreed()
        await scene.house.server.stop()
    }

    @Test("Whoever gives the allocation back may make another, but sends no data without one")
    func again() async throws {
        let scene = try Scene()
        try scene.wire.refresh(seconds: 0)
        let relayed = try scene.wire.allocate()
        try scene.wire.bind(0x4000, to: scene.peer.address)
        let frame = SocketGuest.frame(0x4000, [1, 2, 3, 4])
        try scene.guest.write(frame)
        #expect(try scene.peer.receive().bytes == [1, 2, 3, 4])
        try scene.peer.send([1, 2, 3, 4], to: relayed)
        #expect(try scene.guest.frame() == frame)
        try scene.wire.refresh(seconds: 0)
        try scene.guest.write(frame)
        #expect(throws: TCPGuest.Failure.self) { _ = try scene.guest.frame() }
        await scene.house.server.stop()
    }

    @Test("Whoever gives the allocation back and says no more, or half a frame, is closed", arguments: [0, 3, 8])
    func silent(piece: Int) async throws {
        var limits = StreamLimits()
        limits.silence = .seconds(1)
        let scene = try Scene(streams: limits)
        try scene.wire.refresh(seconds: 0)
        try scene.guest.write(Array(Frames.announced(100).readableBytesView.prefix(piece)))
        #expect(scene.guest.isEnded)
        try await scene.portIsFreed()
        await scene.house.server.stop()
    }

    @Test("Whoever gives the allocation back is closed in the end, whatever they say")
    func talkative() async throws {
        var limits = StreamLimits()
        limits.withoutAllocation = .seconds(2)
        let scene = try Scene(streams: limits)
        try scene.wire.refresh(seconds: 0)
        #expect(throws: TCPGuest.Failure.self) { while true { try scene.wire.fence() } }
        await scene.house.server.stop()
    }

    @Test("Without an allocation no long frame is waited for")
    func tooLong() async throws {
        let scene = try Scene()
        try scene.wire.refresh(seconds: 0)
        try scene.guest.write(Array(Frames.announced(4_000).readableBytesView))
        #expect(scene.guest.isEnded)
        await scene.house.server.stop()
    }

    @Test("Whoever sends without end leaves the others their turn")
    func flood() async throws {
        let scene = try Scene()
        let other = try scene.house.guest("bert")
        let relayed = try other.allocate()
        try other.bind(0x4001, to: scene.peer.address)
        let silentPeer = try LoopbackSocket()
        try scene.wire.bind(0x4002, to: silentPeer.address)
        let frame = SocketGuest.frame(0x4002, [UInt8](repeating: 1, count: 1_000))
        let blob = [[UInt8]](repeating: frame, count: 1_000).flatMap { $0 }
        // Written by the other thread only, from here on.
        nonisolated(unsafe) let guest = scene.guest
        let isOver = NIOLockedValueBox(false)
        try LoopThread.start("flood") { while !isOver.withLockedValue({ $0 }) { try? guest.write(blob) } }
        for number in 0..<200 {
            let payload = Self.numbered(number, 172)
            try other.send(payload, on: 0x4001)
            #expect(try scene.peer.receive().bytes == payload)
            try scene.peer.send(payload, to: relayed)
            #expect(try other.receive() == SocketGuest.frame(0x4001, payload))
        }
        isOver.withLockedValue { $0 = true }
        await scene.house.server.stop()
    }

    /// The relay's own buffer drops whole datagrams; the kernel's takes parts of frames, which must be completed.
    @Test("A client that does not read loses the oldest datagrams, whole, and still gets its answers")
    func slow() async throws {
        let scene = try Scene(room: 4_096)
        let count = 4_000
        let other = try scene.house.guest("bert")
        for number in 0..<count {
            try scene.peer.send(Self.numbered(number, 1_001), to: scene.relayed)
            if number % 100 == 99 { try other.fence() }
        }
        try scene.wire.refresh(seconds: 600)
        let numbers = scene.data.frames.map { Int($0[4]) << 16 | Int($0[5]) << 8 | Int($0[6]) }
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.count < count)
        #expect(scene.house.server.counters.drops.slowClient > 0)
        for (number, frame) in zip(numbers, scene.data.frames) {
            #expect(frame == SocketGuest.frame(0x4000, Self.numbered(number, 1_001)) + [0, 0, 0])
        }
        try scene.guest.write(SocketGuest.frame(0x4000, [1, 2, 3]) + [0])
        #expect(try scene.peer.receive().bytes == [1, 2, 3])
        await scene.house.server.stop()
    }

    @Test("Stopping ends the connection")
    func stopped() async throws {
        let scene = try Scene()
        await scene.house.server.stop()
        #expect(throws: TCPGuest.Failure.self) { while true { _ = try scene.guest.frame() } }
    }
}
