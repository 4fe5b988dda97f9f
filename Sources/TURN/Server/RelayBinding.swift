// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import NIOCore
import NIOPosix
import NIOSSL
import STUN

/// The listening sockets of a relay that starts: all of them, or none.
struct RelayBinding {
    /// For each loop.
    private(set) var listeners: [[ListeningSocket]]
    private(set) var streams: [StreamListener] = []
    private(set) var ports = RelayPorts()
    /// Serves connections to the relay's own ports: as many threads as there are loops, because each hands what it reads
    /// to a loop, and more of them only change places more often.
    private let group: MultiThreadedEventLoopGroup?

    init(_ configuration: RelayServerConfiguration, loops: Int, acceptor: StreamAcceptor) throws(RelayServerError) {
        _ = datagram_raise_descriptors()
        listeners = Array(repeating: [], count: loops)
        let hasStreams = !configuration.tcp.isEmpty || !configuration.tls.isEmpty
        group = hasStreams ? MultiThreadedEventLoopGroup(numberOfThreads: loops) : nil
        do throws(RelayServerError) {
            for address in configuration.udp { try listen(address) }
            for address in configuration.tcp { try listen(address, tls: nil, acceptor) }
            guard configuration.tls.isEmpty || configuration.tlsContext != nil else { throw .noCertificate }
            for address in configuration.tls { try listen(address, tls: configuration.tlsContext, acceptor) }
        } catch {
            close()
            throw error
        }
    }

    /// One socket for each loop at the same address: the kernel gives each client to one of them.
    private mutating func listen(_ address: TransportAddress) throws(RelayServerError) {
        var address = address
        do {
            for loop in listeners.indices {
                let listener = try ListeningSocket.open(address, isShared: listeners.count > 1)
                listeners[loop].append(listener)
                address = listener.address
            }
        } catch {
            throw .cannotListen(address, transport: .udp, cause: "\(error)")
        }
        ports.udp.append(address)
    }

    private mutating func listen(
        _ address: TransportAddress, tls: NIOSSLContext?, _ acceptor: StreamAcceptor
    ) throws(RelayServerError) {
        do {
            let name = try NIOCore.SocketAddress(ipAddress: "\(address.ip)", port: Int(address.port))
            let listener = try StreamListener.bind(
                to: name, tls: tls, acceptor: acceptor, group: group ?? MultiThreadedEventLoopGroup.singleton)
            streams.append(listener)
            let bound = TransportAddress(ip: address.ip, port: UInt16(truncatingIfNeeded: listener.port))
            if tls == nil { ports.tcp.append(bound) } else { ports.tls.append(bound) }
        } catch {
            throw .cannotListen(address, transport: tls == nil ? .tcp : .tls, cause: "\(error)")
        }
    }

    /// What the loops share. The ports that were bound, and every address of this machine, are closed to peers.
    func office(_ configuration: RelayServerConfiguration, machine: Set<IPAddress>) -> SharedOffice {
        var rules = configuration.rules
        rules.policy.listeningPorts.formUnion(ports.numbers)
        rules.policy.listeningPorts.formUnion(configuration.otherPorts)
        rules.policy.ownAddresses += machine
        let office = SharedOffice(rules: rules)
        for participant in configuration.revoked { office.revoke(participant: participant, at: .now()) }
        return office
    }

    /// - Parameter first: the first loop that has not started; those that have close their sockets themselves.
    func close(from first: Int = 0) {
        for listener in listeners[first...].joined() { listener.socket.close() }
        closeStreams()
        group?.shutdownGracefully { _ in }
    }

    /// No connection is accepted any more.
    func closeStreams() {
        for stream in streams { stream.close() }
    }

    /// Ends what is left of connections. Call it after the loops have ended.
    func end() async {
        try? await group?.shutdownGracefully()
    }
}
