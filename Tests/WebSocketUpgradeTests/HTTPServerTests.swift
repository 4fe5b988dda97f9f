// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import TestSupport
import Testing
import WebSocketUpgrade

@Suite("HTTP of a real connection", .timeLimit(.minutes(5)))
struct HTTPServerTests {
    private static let post = "POST /echo HTTP/1.1\r\nHost: localhost\r\n"

    static let malformed: [String] = [
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        post + "Content-Length: +5\r\n\r\nhello",
        post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}b\r\n\r\n",
        "GET /hello HTTP/1.1\nHost: localhost\n\n",
        "GET /hello HTTP/1.1\r\nHost: localhost\r\nX: a\nY: b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{0}garbage\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ]

    @Test("a malformed request has one answer, 400 with our headers, and ends the connection", arguments: malformed)
    func malformedRequest(_ request: String) async throws {
        try await Self.run { server in
            var client = try await server.client()
            // What follows must not be taken for a request.
            try await client.send(request + EchoServer.get("/hello"))
            let answer = await client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
            #expect(answer.components(of: "HTTP/1.1 ") == 1)
            #expect(answer.lowercased().contains("connection: close\r\n"))
            #expect(answer.lowercased().contains("x-content-type-options: nosniff\r\n"))
        }
    }

    @Test("garbage after a good request: the good one is answered, then 400")
    func trailingGarbage() async throws {
        try await Self.run { server in
            var client = try await server.client()
            try await client.send(EchoServer.get("/hello") + "garbage\r\n\r\n")
            let answer = await client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.contains("helloHTTP/1.1 400 "))
            #expect(answer.components(of: "HTTP/1.1 ") == 2)
        }
    }

    @Test("a head of more than 32 KiB is answered 431")
    func hugeHead() async throws {
        try await Self.run { server in
            var client = try await server.client()
            let long = String(repeating: "a", count: 33 * 1024)
            try await client.send("GET /\(long) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(await client.rest().hasPrefix("HTTP/1.1 431 "))
        }
    }

    @Test("bodies with a length and in chunks, one after the other, and HTTP/1.0")
    func bodies() async throws {
        try await Self.run { server in
            var client = try await server.client()
            try await client.send(Self.post + "Content-Length: 4\r\n\r\none!")
            #expect(await client.text(through: "one!").hasPrefix("HTTP/1.1 200 "))
            try await client.send(Self.post + "Transfer-Encoding: chunked\r\n\r\n")
            try await client.send("2\r\ntw\r\n")
            try await client.send("2\r\no!\r\n0\r\n\r\n")
            #expect(await client.text(through: "two!").hasPrefix("HTTP/1.1 200 "))
            try await client.send("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n")
            #expect(await client.rest().hasSuffix("hello"))
        }
    }

    @Test("`Connection: close` closes, also for a client that never closes its side")
    func connectionClose() async throws {
        try await Self.run { server in
            var client = try await server.client()
            try await client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(await client.rest().hasSuffix("hello"))
        }
    }

    @Test("a client that half-closes after its request has its answer")
    func halfClose() async throws {
        try await Self.run { server in
            var client = try await server.client()
            try await client.send(EchoServer.get("/hello"))
            try await client.closeOutput()
            #expect(await client.rest().hasSuffix("hello"))
        }
    }

    @Test("an idle connection is closed after its last answer")
    func idle() async throws {
        try await Self.run(keepAliveTimeout: .milliseconds(100)) { server in
            var client = try await server.client()
            try await client.send(EchoServer.get("/hello"))
            #expect(await client.rest().hasSuffix("hello"))
        }
    }

    @Test("a Host or an absolute target that is not ours is answered 421")
    func foreign() async throws {
        try await Self.run { server in
            for request in [
                "GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                "GET http://evil.example/hello HTTP/1.1\r\nHost: localhost\r\n\r\n",
            ] {
                var client = try await server.client()
                try await client.send(request)
                #expect(await client.rest().hasPrefix("HTTP/1.1 421 "))
            }
        }
    }

    @Test("an absolute target that is ours is served")
    func absolute() async throws {
        try await Self.run { server in
            var client = try await server.client()
            try await client.send("GET http://localhost/hello HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(await client.text(through: "hello").hasPrefix("HTTP/1.1 200 "))
        }
    }

    private static func run(
        keepAliveTimeout: TimeAmount = .seconds(60), _ body: @Sendable (EchoServer) async throws -> Void
    ) async throws {
        var configuration = WebSocketServerConfiguration()
        configuration.authorities = ["localhost"]
        configuration.responseHeaders = [.xContentTypeOptions: "nosniff"]
        configuration.keepAliveTimeout = keepAliveTimeout
        try await EchoServer.run(configuration: configuration, body)
    }
}

extension String {
    func components(of part: String) -> Int {
        self.split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
