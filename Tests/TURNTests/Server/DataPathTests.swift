// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import STUN
import Testing

@testable import TURN

/// From the system call that receives to the one that sends, a datagram asks for no memory.
@Suite(.enabled(if: HeapUse.isCounted)) struct DataPathTests {
    /// Datagrams that are there to be received, sent by `send` again and again, all of them received before the next.
    private struct Flow {
        let datagrams: Int
        let sink: LoopbackSocket
        let send: () throws -> Void

        func run(_ count: Int) throws {
            var room = [UInt8](repeating: 0, count: 2_048)
            for _ in 0..<(count + datagrams - 1) / datagrams {
                try send()
                for _ in 0..<datagrams { try #require(recv(sink.descriptor, &room, room.count, 0) > 0) }
            }
        }
    }

    private static let window = 16
    private static let each = 12_500
    /// What is done once for many datagrams may ask, as the program without optimisation does: to lease bytes of the quota,
    /// every 256 KiB, and to show the counters, every half second.
    private static let seldom = each / 100
    private static let payload = [UInt8](repeating: 7, count: 172)

    private static func singles(
        _ bytes: [UInt8], from source: LoopbackSocket, to destination: TransportAddress, sink: LoopbackSocket
    ) -> Flow {
        Flow(datagrams: window, sink: sink) {
            for _ in 0..<window { try source.send(bytes, to: destination) }
        }
    }

    private static func bursts(
        _ bytes: [UInt8], from source: LoopbackSocket, to destination: TransportAddress, sink: LoopbackSocket
    ) -> Flow {
        let joined = Array(repeatElement(bytes, count: window).joined())
        return Flow(datagrams: window, sink: sink) {
            try source.sendBurst(joined, size: bytes.count, to: destination)
        }
    }

    private static func indication(to peer: TransportAddress) throws -> [UInt8] {
        var buffer = ByteBuffer()
        var writer = STUNMessageWriter(.indication, .send, .random(), into: &buffer)
        writer.write(XORPeerAddress(peer))
        try payload.withUnsafeBytes { writer.write(try DataAttribute($0)) }
        writer.finish(into: &buffer)
        return Array(buffer.readableBytesView)
    }

    @Test("100,000 datagrams, each way that there is, ask for no memory")
    func noMemory() throws {
        let loop = try CountedLoop()
        let (anna, bert, peer, stranger) = (
            try loop.guest("anna"), try loop.guest("bert"), try LoopbackSocket(), try LoopbackSocket()
        )
        let (annas, berts) = (try anna.allocate(), try bert.allocate())
        try anna.bind(0x4000, to: peer.address)
        try anna.bind(0x4001, to: berts)
        try anna.permit(stranger.address)
        try bert.bind(0x4000, to: annas)
        let (toPeer, toBert) = (SocketGuest.frame(0x4000, Self.payload), SocketGuest.frame(0x4001, Self.payload))
        let send = try Self.indication(to: stranger.address)
        let flows = [
            ("a channel to a peer", Self.singles(toPeer, from: anna.socket, to: loop.address, sink: peer)),
            ("a peer to a channel", Self.singles(Self.payload, from: peer, to: annas, sink: anna.socket)),
            ("a channel to a client", Self.singles(toBert, from: anna.socket, to: loop.address, sink: bert.socket)),
            ("a Send indication", Self.singles(send, from: anna.socket, to: loop.address, sink: stranger)),
            ("a Data indication", Self.singles(Self.payload, from: stranger, to: annas, sink: anna.socket)),
            ("a burst to a peer", Self.bursts(toPeer, from: anna.socket, to: loop.address, sink: peer)),
            ("a burst to a channel", Self.bursts(Self.payload, from: peer, to: annas, sink: anna.socket)),
            ("a burst to a client", Self.bursts(toBert, from: anna.socket, to: loop.address, sink: bert.socket)),
        ]
        for (_, flow) in flows { try flow.run(200) }
        for (name, flow) in flows {
            let before = loop.heap.requests
            try flow.run(Self.each)
            let asked = loop.heap.requests - before
            #expect(asked <= Self.seldom, "\(name): \(asked) requests")
        }
        loop.stop()
    }
}
