// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// A UDP socket that clients send to.
struct ListeningSocket {
    let socket: UDPSocket
    /// With the port that the kernel chose, where none was asked for.
    let address: TransportAddress
    var appetite = Appetite()

    static func open(_ address: TransportAddress, isShared: Bool) throws(SystemCallError) -> ListeningSocket {
        let socket = try UDPSocket.listening(on: address, isShared: isShared)
        return ListeningSocket(socket: socket, address: socket.localAddress ?? address)
    }

    /// The five-tuple of a datagram.
    ///
    /// - Parameter local: where the client sent it to, for a socket that is bound to no address.
    @inline(__always)
    func tuple(of client: TransportAddress, local: IPAddress?) -> FiveTuple {
        let server = local.map { TransportAddress(ip: $0, port: address.port) } ?? address
        return FiveTuple(client: client, server: server, transport: .udp)
    }

    @inline(__always)
    func route(to client: TransportAddress, scope: UInt32 = 0, local: IPAddress?) -> SendBatch.Route {
        SendBatch.Route(
            descriptor: socket.descriptor, destination: client, scope: scope, local: local,
            canOffload: socket.canOffload)
    }
}
