// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import STUN

/// A plain UDP socket that plays a peer who needs no relay.
final class OutsideSocket: Sendable {
    let payloads: AsyncStream<ByteBuffer>
    private let channel: any Channel
    private let remote: NIOCore.SocketAddress
    private let seen = NIOLockedValueBox<TransportAddress?>(nil)

    private init(channel: any Channel, remote: NIOCore.SocketAddress, payloads: AsyncStream<ByteBuffer>) {
        self.channel = channel
        self.remote = remote
        self.payloads = payloads
    }

    /// Not connected, so that an ICMP message on the way does not end it.
    static func open(toward address: TransportAddress, group: any EventLoopGroup) async throws -> OutsideSocket {
        let (payloads, arrived) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(64))
        let remote = try NIOCore.SocketAddress(ipAddress: "\(address.ip)", port: Int(address.port))
        let channel = try await DatagramBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Receiver(arrived: arrived))
                }
            }
            .bind(host: address.ip.isIPv4 ? "0.0.0.0" : "::", port: 0).get()
        return OutsideSocket(channel: channel, remote: remote, payloads: payloads)
    }

    /// How the relay saw this socket.
    var seenAs: TransportAddress? { self.seen.withLockedValue { $0 } }

    func saw(from peer: TransportAddress) {
        self.seen.withLockedValue { $0 = peer }
    }

    func send(_ payload: ByteBuffer) {
        self.channel.writeAndFlush(AddressedEnvelope(remoteAddress: self.remote, data: payload), promise: nil)
    }

    func close() async {
        try? await self.channel.close().get()
    }

    private final class Receiver: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>

        private let arrived: AsyncStream<ByteBuffer>.Continuation

        init(arrived: AsyncStream<ByteBuffer>.Continuation) {
            self.arrived = arrived
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            self.arrived.yield(Self.unwrapInboundIn(data).data)
        }

        /// An ICMP message about a datagram: the next may arrive.
        func errorCaught(context: ChannelHandlerContext, error: any Error) {}
    }
}
