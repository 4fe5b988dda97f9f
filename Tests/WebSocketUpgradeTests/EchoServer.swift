// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import TestSupport
import Testing
import WebSocketUpgrade

/// Hummingbird with this joint on a port of its own: `GET /hello`, `POST /echo`, and a WebSocket at `/ws` that echoes.
struct EchoServer: Sendable {
    let port: Int
    let group: ServiceGroup
    /// How each WebSocket ended, in order.
    let closed: AsyncStream<UInt16>

    static func run(
        configuration: WebSocketServerConfiguration = .init(), tls: Bool = false, greeting: String? = nil,
        _ body: @Sendable (EchoServer) async throws -> Void
    ) async throws {
        // A busy machine may let a client wait long for its turn.
        var configuration = configuration
        configuration.requestTimeout = .minutes(5)
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let (closed, ended) = AsyncStream.makeStream(of: UInt16.self)
        let http = HTTPServerBuilder.webSocket(configuration: configuration) { request, _ in
            guard request.path == "/ws" else {
                return .refuse(
                    status: .unauthorized, headers: [.contentType: "text/plain"], body: ByteBuffer(string: "no"))
            }
            return .accept(subprotocol: "visavis.v1") { connection in
                if let greeting { connection.send(greeting.utf8) }
                return Echo(ended: ended)
            }
        }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let app = Application(
            router: Self.router(),
            server: tls ? try .tls(http, tlsConfiguration: TestCertificate.serverConfiguration()) : http,
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in running.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [app], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await ports.first { _ in true })
            do {
                try await body(EchoServer(port: port, group: group, closed: closed))
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func client(tls: Bool = false, reads: Bool = true) async throws -> RawClient {
        try await RawClient.connect(to: self.port, tls: tls, reads: reads)
    }

    /// A client whose WebSocket is open.
    func webSocket(reads: Bool = true) async throws -> RawClient {
        var client = try await self.client()
        try await client.send(Self.handshake())
        let head = await client.head()
        try #require(head.hasPrefix("HTTP/1.1 101 "))
        if !reads { try await client.channel.setOption(.autoRead, value: false).get() }
        return client
    }

    static func get(_ path: String) -> String {
        "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n"
    }

    static func handshake(
        _ path: String = "/ws", method: String = "GET", http: String = "1.1", version: String = "13",
        key: String = "dGhlIHNhbXBsZSBub25jZQ=="
    ) -> String {
        "\(method) \(path) HTTP/\(http)\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: \(version)\r\nSec-WebSocket-Key: \(key)\r\n"
            + "Sec-WebSocket-Protocol: visavis.v1, ticket.abc\r\n\r\n"
    }

    private static func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("hello") { _, _ in "hello" }
        router.post("echo") { request, _ in
            let body = try await request.body.collect(upTo: 1024 * 1024)
            return Response(status: .ok, headers: [:], body: .init(byteBuffer: body))
        }
        return router
    }
}

private final class Echo: WebSocketDelegate {
    private let ended: AsyncStream<UInt16>.Continuation

    init(ended: AsyncStream<UInt16>.Continuation) {
        self.ended = ended
    }

    func received(text: ByteBuffer, on connection: WebSocketConnection) {
        switch String(buffer: text) {
        case "close": connection.close(code: 4401)
        case "flood": for _ in 0..<100_000 { connection.send(text: ByteBuffer(repeating: 65, count: 1_000)) }
        default: connection.send(text: text)
        }
    }

    func closed(code: UInt16, on connection: WebSocketConnection) {
        self.ended.yield(code)
    }
}
