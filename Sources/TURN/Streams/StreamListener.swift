// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import NIOSSL

/// A port of the relay alone, for clients over TCP, or over TLS where there is a certificate.
struct StreamListener: Sendable {
    private let channel: any Channel

    /// Binds. Blocks for the time of a few system calls, so it is not for an event loop.
    ///
    /// - Parameter tls: nil for plain TCP.
    static func bind(
        to address: NIOCore.SocketAddress, tls: NIOSSLContext?, acceptor: StreamAcceptor,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws -> StreamListener {
        var bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try acceptor.admit(channel, tls == nil ? .tcp : .tls)
                }
            }
        if address.protocol == .inet6 {
            // IPv4 has a listener of its own.
            bootstrap = bootstrap.serverChannelOption(
                ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only), value: 1)
        }
        return StreamListener(channel: try bootstrap.bind(to: address).wait())
    }

    var port: Int { self.channel.localAddress?.port ?? 0 }

    /// Accepts no more. Connections that are open are closed by the loops.
    func close() {
        self.channel.close(promise: nil)
    }
}
