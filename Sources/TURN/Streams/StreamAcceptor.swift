// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Synchronization

/// Takes connections of clients and gives each to one of the relay's loops, in turn.
final class StreamAcceptor: Sendable {
    enum Refusal: Error {
        /// More connections than the limits allow, from this address or in all.
        case tooMany
        /// The client's address is not an IP address.
        case noAddress
    }

    /// What the kernel may hold for a client. Left to itself it takes megabytes for one that reads slowly, and what is
    /// dropped in our queue would only come later.
    private static let sendBufferBytes = 256 * 1024

    let limits: StreamLimits
    let tally = StreamTally()
    private let inboxes: [StreamInbox]
    private let gate: SourceGate
    private let turn = Atomic<Int>(0)

    /// - Parameter inboxes: of each loop; at least one.
    init(inboxes: [StreamInbox], limits: StreamLimits) {
        self.inboxes = inboxes
        self.limits = limits
        self.gate = SourceGate(most: limits.connections, mostOfOne: limits.connectionsFromOneAddress)
    }

    /// Connections that are open now.
    var count: Int { self.gate.total }

    /// Adds what serves a client to the end of the connection's pipeline. On failure the caller closes the connection.
    func accept(_ channel: any Channel, transport: ClientTransport) -> EventLoopFuture<Void> {
        channel.eventLoop.submit { try self.admit(channel, transport) }
    }

    /// On the connection's event loop.
    func admit(_ channel: any Channel, _ transport: ClientTransport) throws {
        guard let source = channel.remoteAddress.flatMap({ SourceGate.Source($0) }) else { throw Refusal.noAddress }
        guard self.gate.enter(source) else {
            self.tally.refuse()
            throw Refusal.tooMany
        }
        let gate = self.gate
        channel.closeFuture.whenComplete { _ in gate.leave(source) }
        let options = channel.syncOptions
        try? options?.setOption(.socketOption(.so_sndbuf), value: Self.sendBufferBytes)
        try? options?.setOption(.tcpOption(.tcp_nodelay), value: 1)
        let turn = self.turn.wrappingAdd(1, ordering: .relaxed).oldValue
        let inbox = self.inboxes[Int(UInt(bitPattern: turn) % UInt(self.inboxes.count))]
        try channel.pipeline.syncOperations.addHandler(
            StreamHandler(
                inbox: inbox, transport: transport, limits: self.limits, tally: self.tally,
                now: channel.eventLoop.now))
    }
}
