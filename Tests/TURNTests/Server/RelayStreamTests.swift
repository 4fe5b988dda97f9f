// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

/// Clients over streams, as the loop serves them.
@Suite struct RelayStreamTests {
    /// A client over a stream with an allocation, and a peer with a channel.
    private struct Scene {
        let house: RelayHouse
        let guest = StreamGuest()
        let peer: LoopbackSocket
        let inbox: StreamInbox
        let stream: UInt32
        let wire: WireGuest
        let relayed: TransportAddress

        init() throws {
            house = try RelayHouse()
            peer = try LoopbackSocket()
            inbox = house.server.loops[0].inbox
            stream = try #require(inbox.open(client: guest.client, server: house.ipv4, transport: .tcp, sink: guest))
            wire = WireGuest(participant: "anna") { [inbox, stream, guest] bytes in
                _ = inbox.receive(ByteBuffer(bytes: bytes), from: stream)
                return try guest.frames()
            }
            relayed = try wire.allocate()
            try wire.bind(0x4000, to: peer.address)
        }

        func send(_ bytes: [UInt8]) -> Bool { inbox.receive(ByteBuffer(bytes: bytes), from: stream) }
    }

    private static func padded(_ payload: [UInt8]) -> [UInt8] {
        SocketGuest.frame(0x4000, payload) + [UInt8](repeating: 0, count: -payload.count & 3)
    }

    @Test("Frames of one batch leave one by one, and come back padded, section 12.5")
    func bothWays() async throws {
        let scene = try Scene()
        let payloads: [[UInt8]] = [[1], [], [1, 2, 3, 4], Array(repeating: 7, count: 1_001)]
        #expect(scene.send(payloads.flatMap(Self.padded)))
        for payload in payloads { #expect(try scene.peer.receive().bytes == payload) }
        for payload in payloads { try scene.peer.send(payload, to: scene.relayed) }
        var received: [UInt8] = []
        let expected = payloads.flatMap(Self.padded)
        while received.count < expected.count { received += try scene.guest.frames() }
        #expect(received == expected)
        await scene.house.server.stop()
    }

    @Test("A burst of a peer comes as one batch of frames")
    func burst() async throws {
        let scene = try Scene()
        let burst = (0..<5_003).map { UInt8(truncatingIfNeeded: $0) }
        try scene.peer.sendBurst(burst, size: 1_001, to: scene.relayed)
        var received: [UInt8] = []
        let expected = stride(from: 0, to: burst.count, by: 1_001).flatMap { start in
            Self.padded(Array(burst[start..<min(start + 1_001, burst.count)]))
        }
        while received.count < expected.count { received += try scene.guest.frames() }
        #expect(received == expected)
        await scene.house.server.stop()
    }

    @Test("More bursts than the memory for headers holds reach a stream while no client over UDP is served")
    func manyBursts() async throws {
        let scene = try Scene()
        let burst = [UInt8](repeating: 7, count: 50 * 4)
        let expected = (0..<50).flatMap { _ in Self.padded([7, 7, 7, 7]) }
        for _ in 0..<(SendBatch.arenaSize / 16 / 50 + 10) {
            try scene.peer.sendBurst(burst, size: 4, to: scene.relayed)
            var received: [UInt8] = []
            while received.count < expected.count { received += try scene.guest.frames() }
            #expect(received == expected)
        }
        await scene.house.server.stop()
    }

    @Test("A client over a stream and one over UDP meet without the kernel")
    func shortcut() async throws {
        let scene = try Scene()
        let bert = try scene.house.guest("bert")
        let berts = try bert.allocate()
        try bert.bind(0x4004, to: scene.relayed)
        try scene.wire.bind(0x4001, to: berts)
        _ = scene.send([0x40, 0x01, 0, 3, 1, 2, 3, 0])
        #expect(try bert.receive() == SocketGuest.frame(0x4004, [1, 2, 3]))
        try bert.send([4, 5], on: 0x4004)
        #expect(try scene.guest.frames() == [0x40, 0x01, 0, 2, 4, 5, 0, 0])
        await scene.house.server.stop()
    }

    @Test("Whoever gives one of two relayed addresses back still holds an allocation, section 8.2")
    func oneOfTwo() async throws {
        let house = try RelayHouse()
        let guest = StreamGuest()
        let inbox = house.server.loops[0].inbox
        let stream = try #require(inbox.open(client: guest.client, server: house.ipv4, transport: .tls, sink: guest))
        var kind = StreamFrameKind.datagrams
        let wire = WireGuest(participant: "anna") { bytes in
            _ = inbox.receive(ByteBuffer(bytes: bytes), from: stream)
            guard case .frames(let frames, let its) = try guest.next() else { throw StreamGuest.Failure.nothingCame }
            kind = its
            return frames
        }
        _ = try wire.allocate(additional: .ipv6)
        let end = kind
        #expect(end.areReplies && end != .replies(allocatedUntil: nil))
        try wire.refresh(seconds: 0, .ipv6)
        #expect(kind == end)
        try wire.refresh(seconds: 0)
        #expect(kind == .replies(allocatedUntil: nil))
        await house.server.stop()
    }

    @Test("A connection is told when the relay takes its allocation away")
    func revoked() async throws {
        let scene = try Scene()
        scene.house.server.revoke(participant: "anna")
        #expect(try scene.guest.next() == .lostAllocation)
        await scene.house.server.stop()
    }

    @Test("A connection that ends takes its allocation with it, section 7.2")
    func ended() async throws {
        let scene = try Scene()
        scene.inbox.close(stream: scene.stream)
        try scene.house.guest("bert").fence()
        #expect(throws: Never.self) { try UDPSocket.relaying(on: scene.relayed).close() }
        await scene.house.server.stop()
    }

    @Test("More than the inbox holds asks the connection to pause, and to go on when it was served")
    func pause() async throws {
        let scene = try Scene()
        let frame = SocketGuest.frame(0x4002, [UInt8](repeating: 0, count: 60_000))
        while scene.send(frame) {}
        #expect(try scene.guest.next() == .resumed)
        await scene.house.server.stop()
    }

    @Test("Stopping closes connections, and nothing more is taken")
    func stopped() async throws {
        let scene = try Scene()
        await scene.house.server.stop()
        #expect(try scene.guest.next() == .closed)
        let later = scene.inbox.open(
            client: scene.guest.client, server: scene.relayed, transport: .tcp, sink: scene.guest)
        #expect(later == nil)
    }
}
