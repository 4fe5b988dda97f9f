// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import NIOSSL

/// A client that sends what it is told, byte by byte, and shows what came back.
struct RawClient {
    let channel: any Channel
    private var chunks: AsyncStream<ByteBuffer>.Iterator
    private var received: [UInt8] = []

    static func connect(to port: Int, tls: Bool = false, reads: Bool = true) async throws -> RawClient {
        let (stream, continuation) = AsyncStream.makeStream(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if tls {
                        var configuration = TLSConfiguration.makeClientConfiguration()
                        configuration.certificateVerification = .none
                        let context = try NIOSSLContext(configuration: configuration)
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    try channel.pipeline.syncOperations.addHandler(Collector(continuation: continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawClient(channel: channel, chunks: stream.makeAsyncIterator())
    }

    /// Each byte in a write of its own.
    func trickle(_ bytes: [UInt8]) async throws {
        for byte in bytes { try await self.send([byte]) }
    }

    func send(_ text: String) async throws {
        try await self.send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    func closeOutput() async throws {
        try await self.channel.close(mode: .output)
    }

    /// Everything up to and with the end of the first answer's head.
    mutating func head() async -> String {
        await self.text(through: "\r\n\r\n")
    }

    /// Everything up to and with `mark`; what there is when the connection ends before.
    mutating func text(through mark: String) async -> String {
        let mark = Array(mark.utf8)
        while true {
            for start in self.received.indices where self.received[start...].starts(with: mark) {
                return self.take(start + mark.count)
            }
            guard await self.more() else { return self.take(self.received.count) }
        }
    }

    /// Everything until the server closes.
    mutating func rest() async -> String {
        while await self.more() {}
        return self.take(self.received.count)
    }

    private mutating func more() async -> Bool {
        guard let chunk = await self.chunks.next() else { return false }
        self.received += chunk.readableBytesView
        return true
    }

    /// The next bytes; fewer when the connection ends before.
    mutating func bytes(_ count: Int) async -> [UInt8] {
        while self.received.count < count, await self.more() {}
        defer { self.received.removeFirst(min(count, self.received.count)) }
        return Array(self.received.prefix(count))
    }

    private mutating func take(_ count: Int) -> String {
        defer { self.received.removeFirst(count) }
        return String(decoding: self.received.prefix(count), as: UTF8.self)
    }

    private init(channel: any Channel, chunks: AsyncStream<ByteBuffer>.Iterator) {
        self.channel = channel
        self.chunks = chunks
    }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let continuation: AsyncStream<ByteBuffer>.Continuation

        init(continuation: AsyncStream<ByteBuffer>.Continuation) {
            self.continuation = continuation
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            self.continuation.yield(Self.unwrapInboundIn(data))
        }

        func channelInactive(context: ChannelHandlerContext) {
            self.continuation.finish()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
