// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Testing

@testable import TURN

@Suite("A port of the relay alone", .timeLimit(.minutes(5)))
struct StreamListenerTests {
    private func listen(_ limits: StreamLimits, tls: Bool = false) throws -> (StreamListener, StreamAcceptor) {
        let acceptor = StreamAcceptor(inboxes: [StreamInbox(wake: {})], limits: limits)
        let listener = try StreamListener.bind(
            to: NIOCore.SocketAddress(ipAddress: "127.0.0.1", port: 0),
            tls: tls ? ClientTestCertificate.good.server() : nil, acceptor: acceptor)
        return (listener, acceptor)
    }

    /// A client that is told when the server has closed.
    private func connect(_ listener: StreamListener) async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: listener.port).get()
    }

    @Test(
        "silence, half a message and half a TLS record close the connection",
        arguments: [
            (false, []), (false, [0x00, 0x01, 0x00]), (true, []), (true, [0x16, 0x03, 0x01, 0x02, 0x00, 0x01]),
        ] as [(Bool, [UInt8])])
    func silence(tls: Bool, bytes: [UInt8]) async throws {
        var limits = StreamLimits()
        limits.silence = .milliseconds(50)
        let (listener, acceptor) = try listen(limits, tls: tls)
        let client = try await connect(listener)
        // On a busy machine the connection may be closed before this.
        try? await client.writeAndFlush(ByteBuffer(bytes: bytes))
        try await client.closeFuture.get()
        listener.close()
        withExtendedLifetime(acceptor) {}
    }

    @Test("one connection too many from an address is closed at once, the others stay")
    func tooMany() async throws {
        var limits = StreamLimits()
        limits.connectionsFromOneAddress = 2
        // However long the test has to wait for a processor.
        (limits.silence, limits.withoutAllocation) = (.hours(1), .hours(1))
        let (listener, acceptor) = try listen(limits)
        let first = try await connect(listener)
        try await first.writeAndFlush(Frames.binding())
        let second = try await connect(listener)
        try await second.writeAndFlush(Frames.binding())
        let third = try await connect(listener)
        try await third.closeFuture.get()
        #expect(first.isActive && second.isActive)
        #expect(acceptor.count == 2)
        #expect(acceptor.tally.refused == 1)
        listener.close()
        try await first.close()
        try await second.close()
    }
}
