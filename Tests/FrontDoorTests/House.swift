// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import STUN
import ServiceLifecycle
import TURN
import TestSupport
import Testing
import WebSocketUpgrade

@testable import FrontDoor

/// Hummingbird and a relay behind one door: `GET /hello`, a WebSocket at `/ws`, and TURN with the secret `secret`.
struct House: Sendable {
    let port: Int
    let group: ServiceGroup

    static func run(
        tls: Bool = false, relay isRelaying: Bool = true, patience: TimeAmount = .minutes(5),
        _ body: @Sendable (House) async throws -> Void
    ) async throws {
        let relay = isRelaying ? try Self.relay() : nil
        let door = FrontDoor(
            relay: relay, tls: tls ? try TestCertificate.serverConfiguration() : nil, patience: patience)
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let router = Router()
        router.get("hello") { _, _ in "hello" }
        var web = WebSocketServerConfiguration()
        web.requestTimeout = .minutes(5)
        let app = Application(
            router: router,
            server: .webSocket(configuration: web, behind: { try door.lead(to: $0) }) { _, _ in
                .accept(subprotocol: nil) { _ in Listener() }
            },
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in running.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let services: [any Service] = (relay.map { [$0] } ?? []) + [app]
        let group = ServiceGroup(configuration: .init(services: services, logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await ports.first { _ in true })
            do {
                try await body(House(port: port, group: group))
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static func relay() throws -> RelayServer {
        var rules = RelayRules(secrets: ["secret"])
        let loopback = try #require(IPAddress("127.0.0.1"))
        rules.ipv4 = RelayInterface(bind: loopback)
        rules.policy.allowed = [try #require(AddressRange("127.0.0.0/8"))]
        rules.relayPorts = 20_000...29_999
        var configuration = RelayServerConfiguration(rules: rules, udp: [TransportAddress(ip: loopback, port: 0)])
        // A busy machine may let a client wait long for its turn.
        configuration.streams.silence = .minutes(5)
        configuration.streams.withoutAllocation = .minutes(5)
        let relay = try RelayServer(
            configuration: configuration,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try relay.start()
        return relay
    }

    func client(tls: Bool = false) async throws -> RawClient {
        try await RawClient.connect(to: self.port, tls: tls)
    }

    func turn(tls: Bool = false) async throws -> TURNClient {
        let credential = try #require(
            EphemeralCredential.make(
                secret: "secret", participant: "anna", lifetime: .seconds(600), now: Int64(4_000_000_000)))
        var configuration = TURNClientConfiguration()
        configuration.tls.certificateVerification = .none
        return try await TURNClient.connect(
            to: TURNURI(host: "127.0.0.1", port: self.port, transport: tls ? .tls : .tcp), credential: credential,
            configuration: configuration)
    }

    static let get = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"
    static let webSocket =
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

    static func binding() -> [UInt8] {
        var buffer = ByteBuffer()
        STUNMessageWriter(.request, .binding, .random(), into: &buffer).finish(into: &buffer)
        return Array(buffer.readableBytesView)
    }
}

private final class Listener: WebSocketDelegate {
    func received(text: ByteBuffer, on connection: WebSocketConnection) {
        connection.send(text: text)
    }

    func closed(code: UInt16, on connection: WebSocketConnection) {}
}
