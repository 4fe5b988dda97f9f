// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// Allocations that send to each other or to peers outside of the server, opened and ready.
struct Flows {
    let endpoints: [Endpoint]
    private let clients: Clients
    private let peers: [Int32]

    init(_ options: Options) throws(LoadError) {
        let isPaired = options.topology == .pairs
        self.clients = try Clients(count: isPaired ? 2 * options.flows : options.flows, options: options)
        self.peers = isPaired ? [] : try Self.peerSockets(options)
        let (clients, peers) = (self.clients, self.peers)
        func other(_ index: Int) -> Address {
            if isPaired { return clients.relayed(index ^ 1) }
            return Self.peerAddress(index, socket: peers[index], options)
        }
        try clients.open(peer: other)
        self.endpoints =
            clients.all.enumerated().map { index, client in
                let kind: Frame.Kind =
                    options.framing == .channel
                    ? .channelData(client.allocation.channelNumber) : .indication(other(index))
                return Endpoint(fd: client.fd, frame: Frame(kind, size: options.size), burst: options.burst)
            }
            + peers.enumerated().map { index, peer in
                _ = load_connect(peer, clients.relayed(index).host, clients.relayed(index).port)
                return Endpoint(fd: peer, frame: Frame(.bare, size: options.size), burst: options.burst)
            }
    }

    static func peerSockets(_ options: Options) throws(LoadError) -> [Int32] {
        var peers: [Int32] = []
        for index in 0..<options.flows {
            let fd = load_open(Address.source(index, network: 2, server: options.host), 0, 0)
            guard fd >= 0 else { throw .socket(errno) }
            peers.append(fd)
        }
        return peers
    }

    /// Where the server finds the peer: beside it, when both are on the loopback network.
    static func peerAddress(_ index: Int, socket: Int32, _ options: Options) -> Address {
        let source = Address.source(index, network: 2, server: options.host)
        return Address(host: source == 0 ? options.host : source, port: load_port(socket))
    }

    func close() throws(LoadError) {
        try self.clients.release()
        for peer in self.peers { Glibc.close(peer) }
    }
}
