// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Connections to the server and a peer outside of it for each, on one event loop.
final class StreamLoad {
    private let options: Options
    private let loop: any EventLoop
    private let peers: [Int32]
    private var clients: [StreamClient] = []
    private var channels: [any Channel] = []
    private var endpoints: [Endpoint] = []
    private let inbox = load_inbox_make()
    private var clock: RepeatedTask?
    private var started: Int64 = 0
    private var turns = 0
    private var isSending = false
    private var windows: [StreamWindow] = []

    init(options: Options, loop: any EventLoop) throws {
        self.options = options
        self.loop = loop
        self.peers = try Flows.peerSockets(options)
    }

    /// Succeeds when all have their channels.
    func open() throws -> EventLoopFuture<Void> {
        let tls = self.options.transport == .tls ? try Self.tlsContext() : nil
        let opened = try self.peers.indices.map { try self.open($0, tls: tls) }
        let bound = NIOLoopBound(self, eventLoop: self.loop)
        return EventLoopFuture.andAllSucceed(opened, on: self.loop).map { bound.value.connectPeers() }
    }

    private static func tlsContext() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // The server's certificate was made for this run.
        configuration.certificateVerification = .none
        return try NIOSSLContext(configuration: configuration)
    }

    private func open(_ index: Int, tls: NIOSSLContext?) throws -> EventLoopFuture<Void> {
        let ready = self.loop.makePromise(of: Void.self)
        let peer = Flows.peerAddress(index, socket: self.peers[index], self.options)
        let client = StreamClient(index: index, peer: peer, options: self.options, ready: ready)
        self.clients.append(client)
        let bound = NIOLoopBound((self, client), eventLoop: self.loop)
        func address(_ host: UInt32, _ port: UInt16) throws -> SocketAddress {
            let bytes = withUnsafeBytes(of: host.bigEndian) { ByteBuffer(bytes: $0) }
            return try SocketAddress(packedIPAddress: bytes, port: Int(port))
        }
        let source = Address.source(index, network: 1, server: self.options.host)
        var bootstrap = ClientBootstrap(group: self.loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls {
                    let handler = try NIOSSLClientHandler(context: tls, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
                try channel.pipeline.syncOperations.addHandler(bound.value.1)
            }
        }
        if source != 0 { bootstrap = bootstrap.bind(to: try address(source, 0)) }
        let connected = bootstrap.connect(to: try address(self.options.host, self.options.port))
        connected.whenSuccess { bound.value.0.channels.append($0) }
        connected.whenFailure { ready.fail($0) }
        return ready.futureResult
    }

    private func connectPeers() {
        for (peer, client) in zip(self.peers, self.clients) {
            guard let relayed = client.allocation.relayed else { continue }
            _ = load_connect(peer, relayed.host, relayed.port)
            self.endpoints.append(Endpoint(fd: peer, frame: Frame(.bare, size: self.options.size), burst: 1))
        }
    }

    func start() {
        for client in self.clients { client.reset() }
        for endpoint in self.endpoints { endpoint.reset() }
        self.turns = 0
        self.windows = self.clients.map { _ in StreamWindow() }
        self.isSending = true
        self.started = load_nanoseconds(CLOCK_MONOTONIC)
        let tick = TimeAmount.microseconds(500)
        let bound = NIOLoopBound(self, eventLoop: self.loop)
        self.clock = self.loop.scheduleRepeatedTask(initialDelay: tick, delay: tick) { _ in bound.value.tick() }
    }

    private func tick() {
        self.drain()
        guard self.isSending else { return }
        if self.options.mode == .stream { self.sendDue() } else { self.fill() }
    }

    private func fill() {
        for (flow, client) in self.clients.enumerated() {
            var room = self.windows[flow].room(sent: client.sent, received: self.endpoints[flow].received)
            guard room > 0 else { continue }
            while room > 0, client.isWritable {
                client.send()
                room -= 1
            }
            client.flush()
        }
    }

    /// One flow after the other, its client and its peer in turn.
    private func sendDue() {
        let passed = load_nanoseconds(CLOCK_MONOTONIC) - self.started
        let due = Int(Double(passed) / 1e9 * Double(self.options.rate))
        var touched = Set<Int>()
        while self.turns < due {
            let flow = self.turns / 2 % self.clients.count
            if self.turns % 2 == 0 {
                self.clients[flow].send()
                touched.insert(flow)
            } else {
                _ = self.endpoints[flow].send()
            }
            self.turns += 1
        }
        for flow in touched { self.clients[flow].flush() }
    }

    private func drain() {
        guard let inbox = self.inbox else { return }
        for endpoint in self.endpoints { _ = endpoint.drain(inbox) }
    }

    func stopSending() { self.isSending = false }

    /// What was sent (at a fixed rate only), and what has come.
    func outcome() -> (sent: Int, received: Int) {
        self.drain()
        let received = self.endpoints.reduce(0) { $0 + $1.received } + self.clients.reduce(0) { $0 + $1.received }
        let sent = self.clients.reduce(0) { $0 + $1.sent }
        return (self.options.mode == .stream ? 2 * sent : sent, received)
    }

    func close() -> EventLoopFuture<Void> {
        self.clock?.cancel()
        for peer in self.peers { Glibc.close(peer) }
        return EventLoopFuture.andAllComplete(self.channels.map { $0.close() }, on: self.loop)
    }
}
