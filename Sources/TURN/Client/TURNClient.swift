// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore
public import NIOPosix
public import STUN

/// A client of any TURN server (RFC 8656), over UDP, TCP or TLS, with one allocation.
///
/// It asks when it is told to: nobody else refreshes allocation, permissions and channels.
public final class TURNClient: Sendable {
    /// What peers sent, in the order of arrival; ends with the connection. A reader who is slow misses the oldest.
    public let datagrams: AsyncStream<PeerDatagram>
    /// The server's address, of which a name may have several.
    public let server: TransportAddress?

    private let channel: any Channel
    private let handler: NIOLoopBound<ClientHandler>

    private init(channel: any Channel, handler: NIOLoopBound<ClientHandler>, datagrams: AsyncStream<PeerDatagram>) {
        self.channel = channel
        self.handler = handler
        self.datagrams = datagrams
        self.server = channel.remoteAddress.flatMap { TransportAddress($0) }
    }

    /// Opens the way to the server; over UDP nothing is sent yet.
    ///
    /// - Parameter credential: nil for a client that only asks ``bind()``.
    public static func connect(
        to uri: TURNURI, credential: EphemeralCredential?, configuration: TURNClientConfiguration = .init(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(TURNClientError) -> TURNClient {
        let (stream, datagrams) = AsyncStream.makeStream(
            of: PeerDatagram.self, bufferingPolicy: .bufferingNewest(4_096))
        let connection = ClientConnection(uri: uri, configuration: configuration, group: group)
        let channel = try await connection.open { channel in
            try channel.pipeline.syncOperations.addHandler(
                ClientHandler(
                    isStream: uri.transport.isStream, credential: credential, configuration: configuration,
                    datagrams: datagrams))
        }
        do {
            let handler = try await channel.eventLoop.submit {
                NIOLoopBound(
                    try channel.pipeline.syncOperations.handler(type: ClientHandler.self), eventLoop: channel.eventLoop)
            }.get()
            return TURNClient(channel: channel, handler: handler, datagrams: stream)
        } catch {
            throw .closed
        }
    }

    /// A Binding request: this client's address as the server sees it.
    public func bind() async throws(TURNClientError) -> TransportAddress {
        let answer = try await self.ask(.binding)
        return try Self.read(answer) { try $0.attribute(XORMappedAddress.self)?.address }
    }

    public func allocate(_ wish: AllocationWish = .init()) async throws(TURNClientError) -> ClientAllocation {
        let answer = try await self.ask(.allocate(wish))
        return try Self.read(answer) { message in
            guard let relayed = try message.attribute(XORRelayedAddress.self),
                let mapped = try message.attribute(XORMappedAddress.self),
                let lifetime = try message.attribute(Lifetime.self)
            else { return nil }
            return ClientAllocation(relayed: relayed.address, mapped: mapped.address, lifetime: lifetime.seconds)
        }
    }

    /// Returns the seconds that the server grants.
    ///
    /// - Parameter seconds: 0 ends the allocation.
    @discardableResult
    public func refresh(lifetime seconds: UInt32? = nil) async throws(TURNClientError) -> UInt32 {
        let answer = try await self.ask(.refresh(seconds))
        return try Self.read(answer) { try $0.attribute(Lifetime.self)?.seconds }
    }

    /// Lets peers send, and be sent to, from any port of these addresses.
    public func permit(_ peers: [IPAddress]) async throws(TURNClientError) {
        _ = try await self.ask(.permit(peers))
    }

    /// From now on ``send(_:to:)`` uses the channel for this peer.
    public func bind(_ channel: ChannelNumber, to peer: TransportAddress) async throws(TURNClientError) {
        _ = try await self.ask(.bind(channel, to: peer))
        let handler = self.handler
        do {
            try await self.channel.eventLoop.submit { handler.value.bound(channel, to: peer) }.get()
        } catch {
            throw .closed
        }
    }

    /// Hands a datagram to the relay. What becomes of it nobody tells.
    public func send(_ payload: ByteBuffer, to peer: TransportAddress) {
        let handler = self.handler
        self.channel.eventLoop.execute { handler.value.send(payload, to: peer) }
    }

    /// Ends the connection. Over UDP the allocation stays until its time is over: end it with a ``refresh(lifetime:)`` of 0.
    public func close() async {
        try? await self.channel.close().get()
    }

    private func ask(_ request: TURNRequest) async throws(TURNClientError) -> ByteBuffer {
        let handler = self.handler
        let eventLoop = self.channel.eventLoop
        do {
            return try await eventLoop.flatSubmit {
                let answer = eventLoop.makePromise(of: ByteBuffer.self)
                handler.value.ask(request, answer)
                return answer.futureResult
            }.get()
        } catch {
            throw TURNClientError(error)
        }
    }

    private static func read<Value>(
        _ answer: ByteBuffer, _ body: (STUNMessage) throws -> Value?
    ) throws(TURNClientError) -> Value {
        let value = answer.withUnsafeReadableBytes { bytes in
            try? body(STUNMessage(reading: bytes))
        }
        guard let value else { throw .invalidAnswer }
        return value
    }
}
