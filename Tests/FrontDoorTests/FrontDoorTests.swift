// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import ServiceLifecycle
import TURN
import TestSupport
import Testing

@testable import FrontDoor

@Suite("One port for pages and relay", .timeLimit(.minutes(5)))
struct FrontDoorTests {
    @Test("the first byte tells STUN from HTTP, and TLS on a plain port from both")
    func firstByte() {
        for byte in UInt8.min ... .max {
            let plain: FirstByte = byte == 0x16 ? .foreign : byte < 0x40 ? .stun : .http
            #expect(FirstByte(byte, transport: .tcp) == plain)
            #expect(FirstByte(byte, transport: .tls) == (byte < 0x40 ? .stun : .http))
        }
    }

    @Test("pages are served and a WebSocket opens", arguments: [false, true])
    func http(tls: Bool) async throws {
        try await House.run(tls: tls) { house in
            var client = try await house.client(tls: tls)
            for _ in 0..<2 {
                try await client.send(House.get)
                #expect(await client.head().hasPrefix("HTTP/1.1 200 "))
                #expect(await client.text(through: "hello") == "hello")
            }
            try await client.send(House.webSocket)
            #expect(await client.head().hasPrefix("HTTP/1.1 101 "))
        }
    }

    @Test("a request that comes byte by byte is a request", arguments: [false, true])
    func trickledHTTP(tls: Bool) async throws {
        try await House.run(tls: tls) { house in
            var client = try await house.client(tls: tls)
            try await client.trickle(Array(House.get.utf8))
            #expect(await client.head().hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test("a STUN message that comes byte by byte is answered", arguments: [false, true])
    func trickledSTUN(tls: Bool) async throws {
        try await House.run(tls: tls) { house in
            var client = try await house.client(tls: tls)
            try await client.trickle(House.binding())
            let answer = await client.bytes(32)
            let type = answer.withUnsafeBytes { try? STUNMessage(reading: $0).header.type }
            #expect(type == MessageType(.successResponse, .binding))
        }
    }

    @Test("two clients allocate on the port of the pages and meet", arguments: [false, true])
    func relays(tls: Bool) async throws {
        try await House.run(tls: tls) { house in
            let (anna, bert) = (try await house.turn(tls: tls), try await house.turn(tls: tls))
            let (here, there) = (try await anna.allocate(), try await bert.allocate())
            try await anna.permit([there.relayed.ip])
            try await bert.permit([here.relayed.ip])
            anna.send(ByteBuffer(string: "to Bert"), to: there.relayed)
            let datagram = try #require(await bert.datagrams.first { _ in true })
            #expect(datagram.payload == ByteBuffer(string: "to Bert"))
            #expect(datagram.peer == here.relayed)
            let number = try #require(ChannelNumber(rawValue: 0x4001))
            try await bert.bind(number, to: here.relayed)
            bert.send(ByteBuffer(string: "back"), to: here.relayed)
            let back = try #require(await anna.datagrams.first { _ in true })
            #expect(back.payload == ByteBuffer(string: "back"))
            await anna.close()
            await bert.close()
        }
    }

    @Test("TLS on a plain port is closed without an answer")
    func tlsOnPlainPort() async throws {
        try await House.run { house in
            var client = try await house.client()
            try await client.send([0x16, 0x03, 0x01, 0x00, 0x05])
            #expect(await client.rest() == "")
        }
    }

    @Test("where no relay runs, STUN is closed without an answer")
    func withoutRelay() async throws {
        try await House.run(relay: false) { house in
            var client = try await house.client()
            try await client.send(House.binding())
            #expect(await client.rest() == "")
        }
    }

    @Test("a first byte that never comes closes the connection", arguments: [false, true])
    func silence(tls: Bool) async throws {
        try await House.run(tls: tls, patience: .milliseconds(50)) { house in
            var client = try await house.client(tls: tls)
            #expect(await client.rest() == "")
        }
    }

    @Test("half a TLS record and silence closes the connection")
    func halfHandshake() async throws {
        try await House.run(tls: true, patience: .seconds(1)) { house in
            var client = try await house.client()
            try await client.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00])
            #expect(await client.rest() == "")
        }
    }

    @Test("a client that closes its side before the first byte is gone")
    func halfClosed() async throws {
        try await House.run { house in
            var client = try await house.client()
            try await client.closeOutput()
            #expect(await client.rest() == "")
        }
    }

    @Test("the server stops while connections stand in every stage", arguments: [false, true])
    func stops(tls: Bool) async throws {
        try await House.run(tls: tls) { house in
            var silent = try await house.client(tls: tls)
            let bare = try await house.client()
            let turn = try await house.turn(tls: tls)
            _ = try await turn.allocate()
            var page = try await house.client(tls: tls)
            try await page.send(House.get)
            _ = await page.head()
            var socket = try await house.client(tls: tls)
            try await socket.send(House.webSocket)
            #expect(await socket.head().hasPrefix("HTTP/1.1 101 "))
            await house.group.triggerGracefulShutdown()
            #expect(await silent.rest() == "")
            for await _ in turn.datagrams {}
            try? await bare.channel.close()
        }
    }
}
