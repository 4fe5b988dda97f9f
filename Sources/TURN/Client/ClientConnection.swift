// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// Makes the channel to a server: a connected UDP socket, TCP, or TLS with the handshake done.
struct ClientConnection: Sendable {
    let uri: TURNURI
    let configuration: TURNClientConfiguration
    let group: any EventLoopGroup

    /// - Parameter addHandler: called on the channel's event loop, before anything is read.
    func open(
        _ addHandler: @escaping @Sendable (any Channel) throws -> Void
    ) async throws(TURNClientError) -> any Channel {
        do {
            let address = try await self.resolve()
            switch self.uri.transport {
            case .udp: return try await self.udp(address, addHandler)
            case .tcp: return try await self.tcp(address, addHandler)
            case .tls: return try await self.tls(address, self.configuration.tls, addHandler)
            }
        } catch let error as TURNClientError {
            guard error == .certificate(.untrusted) else { throw error }
            throw .certificate(await self.fault())
        } catch {
            throw TURNClientError(error)
        }
    }

    /// The address that the configuration names, else the first that the system gives: all transports of a host are tried at
    /// the same one.
    private func resolve() async throws -> NIOCore.SocketAddress {
        let (host, port) = (self.uri.host, self.uri.port)
        if let address = self.configuration.address {
            return try NIOCore.SocketAddress(ipAddress: "\(address)", port: port)
        }
        do {
            return try await NIOThreadPool.singleton.runIfActive {
                try NIOCore.SocketAddress.makeAddressResolvingHost(host, port: port)
            }
        } catch {
            throw TURNClientError.unknownHost
        }
    }

    private func udp(
        _ address: NIOCore.SocketAddress, _ addHandler: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        try await DatagramBootstrap(group: self.group)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_535))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(DatagramPayloadHandler())
                    try addHandler(channel)
                }
            }
            .connect(to: address).get()
    }

    private func tcp(
        _ address: NIOCore.SocketAddress, _ addHandler: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        try await ClientBootstrap(group: self.group)
            .connectTimeout(self.configuration.patience)
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try addHandler(channel) } }
            .connect(to: address).get()
    }

    private func tls(
        _ address: NIOCore.SocketAddress, _ tls: TLSConfiguration,
        _ addHandler: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        let context = try NIOSSLContext(configuration: tls)
        let eventLoop = self.group.next()
        let done = eventLoop.makePromise(of: Void.self)
        let name = self.isAddress ? nil : self.uri.host
        let patience = self.configuration.patience
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: eventLoop)
                .connectTimeout(patience)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
                        try pipeline.addHandler(HandshakeHandler(done: done, patience: patience))
                        try addHandler(channel)
                    }
                }
                .connect(to: address).get()
        } catch {
            done.fail(error)
            throw error
        }
        do {
            try await done.futureResult.get()
            return channel
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }

    private var isAddress: Bool {
        (try? NIOCore.SocketAddress(ipAddress: self.uri.host, port: 0)) != nil
    }

    /// What is wrong with a certificate that was not believed. BoringSSL does not say, so it is looked at in a second
    /// connection that believes everything and says nothing.
    private func fault() async -> CertificateFault {
        var credulous = self.configuration.tls
        credulous.certificateVerification = .none
        guard let address = try? await self.resolve(),
            let channel = try? await self.tls(address, credulous, { _ in }),
            let certificate = try? await channel.nioSSL_peerCertificate().get()
        else { return .untrusted }
        channel.close(promise: nil)
        let now = Int64(Glibc.time(nil))
        if Int64(certificate.notValidAfter) < now { return .expired(at: Int64(certificate.notValidAfter)) }
        if Int64(certificate.notValidBefore) > now { return .notYetValid(from: Int64(certificate.notValidBefore)) }
        return .untrusted
    }
}
