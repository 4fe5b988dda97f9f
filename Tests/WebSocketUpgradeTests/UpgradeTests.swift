// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import TestSupport
import Testing
import WebSocketUpgrade

@Suite("Upgrading a connection of Hummingbird's", .timeLimit(.minutes(5)))
struct UpgradeTests {
    @Test("the first request of a connection", arguments: [false, true])
    func firstRequest(tls: Bool) async throws {
        try await EchoServer.run(tls: tls) { server in
            var client = try await server.client(tls: tls)
            try await client.send(EchoServer.handshake())
            let head = await client.head()
            #expect(head.hasPrefix("HTTP/1.1 101 "))
            #expect(head.lowercased().contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"))
            #expect(head.lowercased().contains("sec-websocket-protocol: visavis.v1\r\n"))
            try await client.send(Frame.text("Zoë").masked)
            #expect(await client.frame() == .text("Zoë"))
        }
    }

    @Test("a later request of a connection that served HTTP", arguments: [false, true])
    func laterRequest(tls: Bool) async throws {
        try await EchoServer.run(tls: tls) { server in
            var client = try await server.client(tls: tls)
            for _ in 0..<2 {
                try await client.send(EchoServer.get("/hello"))
                #expect(await client.text(through: "\r\n\r\nhello").hasPrefix("HTTP/1.1 200 "))
            }
            try await client.send(EchoServer.handshake())
            #expect(await client.head().hasPrefix("HTTP/1.1 101 "))
            for word in ["one", "two"] {
                try await client.send(Frame.text(word).masked)
                #expect(await client.frame() == .text(word))
            }
            try await client.send(Frame.close(1000).masked)
            #expect(await client.frame() == .close(1000))
            #expect(await client.frame() == nil)
            #expect(await server.closed.first { _ in true } == 1000)
        }
    }

    @Test("frames that come with the handshake are not lost", arguments: [false, true])
    func earlyFrames(pipelined: Bool) async throws {
        try await EchoServer.run(greeting: "welcome") { server in
            var client = try await server.client()
            let request = pipelined ? EchoServer.get("/hello") + EchoServer.handshake() : EchoServer.handshake()
            try await client.send(Array(request.utf8) + Frame.text("a").masked + Frame.text("b").masked.prefix(3))
            if pipelined { #expect(await client.text(through: "\r\n\r\nhello").hasPrefix("HTTP/1.1 200 ")) }
            #expect(await client.head().hasPrefix("HTTP/1.1 101 "))
            #expect(await client.frame() == .text("welcome"))
            #expect(await client.frame() == .text("a"))
            try await client.send(Array(Frame.text("b").masked.dropFirst(3)))
            #expect(await client.frame() == .text("b"))
        }
    }

    @Test("the decider's refusal is the answer, and the last")
    func refusal() async throws {
        try await EchoServer.run { server in
            for before in ["", EchoServer.get("/hello")] {
                var client = try await server.client()
                try await client.send(before + EchoServer.handshake("/other"))
                let answer = await client.rest()
                #expect(answer.contains("HTTP/1.1 401 "))
                #expect(answer.lowercased().contains("connection: close\r\n"))
                #expect(answer.hasSuffix("\r\n\r\nno"))
            }
        }
    }

    @Test("an upgrade that is not a WebSocket is served as HTTP, then closed")
    func otherUpgrade() async throws {
        try await EchoServer.run { server in
            var client = try await server.client()
            try await client.send(
                "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n")
            let answer = await client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.lowercased().contains("connection: close\r\n"))
            #expect(answer.hasSuffix("hello"))
        }
    }

    static let faulty: [(String, String)] = [
        (EchoServer.handshake(version: "12"), "426"),
        (EchoServer.handshake(key: "c2hvcnQ="), "400"),
        (EchoServer.handshake(key: ""), "400"),
        (EchoServer.handshake(method: "POST"), "405"),
        (EchoServer.handshake(http: "1.0"), "400"),
        (EchoServer.handshake().replacing("Connection: Upgrade", with: "Connection: keep-alive"), "400"),
    ]

    @Test(
        "version 12, a missing or short key, POST and HTTP/1.0 are refused, and the connection closes",
        arguments: faulty)
    func faultyHandshake(_ handshake: String, status: String) async throws {
        var configuration = WebSocketServerConfiguration()
        configuration.responseHeaders = [.xContentTypeOptions: "nosniff"]
        try await EchoServer.run(configuration: configuration) { server in
            var client = try await server.client()
            try await client.send(handshake)
            let answer = await client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            #expect(answer.lowercased().contains("connection: close\r\n"))
            #expect(answer.lowercased().contains("x-content-type-options: nosniff\r\n"))
            if status == "426" { #expect(answer.lowercased().contains("sec-websocket-version: 13\r\n")) }
        }
    }
}
