// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import ServiceLifecycle
import TestSupport
import Testing
import WebSocketUpgrade

@Suite("A WebSocket over a real connection", .timeLimit(.minutes(5)))
struct WebSocketServerTests {
    static let forbidden: [([UInt8], UInt16)] = [
        ([0x81, 0x01, 0x41], 1002),
        ([0xC1, 0x81, 0, 0, 0, 0, 0x41], 1002),
        ([0x83, 0x80, 0, 0, 0, 0], 1002),
        ([0x8B, 0x80, 0, 0, 0, 0], 1002),
        ([0x09, 0x80, 0, 0, 0, 0], 1002),
        ([0x89, 0xFE, 0x00, 0x7E, 0, 0, 0, 0], 1002),
        ([0x81, 0x81, 0, 0, 0, 0, 0xFF], 1007),
        ([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xED], 1002),
        // A length of 65 KiB and of 1 GiB is refused when it is announced.
        ([0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0x04, 0, 0, 0, 0, 0], 1009),
        ([0x81, 0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0], 1009),
        ([0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], 1009),
    ]

    @Test("what RFC 6455 forbids is answered with a close frame, then the end", arguments: forbidden)
    func broken(_ bytes: [UInt8], code: UInt16) async throws {
        try await EchoServer.run { server in
            var client = try await server.webSocket()
            try await client.send(bytes)
            #expect(await client.frame() == .close(code))
            #expect(await client.frame() == nil)
            #expect(await server.closed.first { _ in true } == code)
        }
    }

    @Test("a frame byte by byte, and a ping between the bytes of two messages")
    func byteByByte() async throws {
        try await EchoServer.run { server in
            var client = try await server.webSocket()
            for byte in Frame.text("slow").masked + Frame(opcode: 9, payload: [7]).masked {
                try await client.send([byte])
            }
            #expect(await client.frame() == .text("slow"))
            #expect(await client.frame() == Frame(opcode: 10, payload: [7]))
        }
    }

    @Test("the server's close waits for the client's and tells the delegate once")
    func serverCloses() async throws {
        try await EchoServer.run { server in
            var client = try await server.webSocket()
            try await client.send(Frame.text("close").masked)
            #expect(await client.frame() == .close(4401))
            try await client.send(Frame.text("too late").masked + Frame.close(4401).masked)
            #expect(await client.frame() == nil)
            #expect(await server.closed.first { _ in true } == 4401)
        }
    }

    @Test("a client that half-closes has left")
    func halfClose() async throws {
        try await EchoServer.run { server in
            var client = try await server.webSocket()
            try await client.channel.setOption(.allowRemoteHalfClosure, value: true).get()
            try await client.closeOutput()
            #expect(await server.closed.first { _ in true } == 1006)
            #expect(await client.frame() == nil)
        }
    }

    @Test("a client that does not read is closed with 1008 when its queue is full")
    func doesNotRead() async throws {
        try await EchoServer.run { server in
            let client = try await server.webSocket(reads: false)
            try await client.send(Frame.text("flood").masked)
            #expect(await server.closed.first { _ in true } == 1008)
            try await client.channel.close()
        }
    }

    @Test("a silent client is pinged, then closed")
    func silence() async throws {
        var configuration = WebSocketServerConfiguration()
        configuration.silenceTimeout = .milliseconds(200)
        try await EchoServer.run(configuration: configuration) { server in
            var client = try await server.webSocket()
            #expect(await client.frame() == Frame(opcode: 9, payload: []))
            #expect(await client.frame() == .close(1001))
            #expect(await client.frame() == nil)
        }
    }

    @Test("stopping the server closes with 1001, whatever state connections are in", arguments: [false, true])
    func stop(tls: Bool) async throws {
        try await EchoServer.run(tls: tls) { server in
            let idle = try await server.client(tls: tls)
            var served = try await server.client(tls: tls)
            try await served.send(EchoServer.get("/hello"))
            #expect(await served.text(through: "hello").hasPrefix("HTTP/1.1 200 "))
            let begun = try await server.client(tls: tls)
            try await begun.send("GET /hello HTTP/1.1\r\nHo")
            var client = try await server.client(tls: tls)
            try await client.send(EchoServer.handshake())
            #expect(await client.head().hasPrefix("HTTP/1.1 101 "))

            await server.group.triggerGracefulShutdown()
            #expect(await client.frame() == .close(1001))
            try await client.send(Frame.close(1001).masked)
            #expect(await client.frame() == nil)
            try await idle.channel.closeFuture.get()
            try await begun.channel.closeFuture.get()
            #expect(await served.rest() == "")
        }
    }
}
