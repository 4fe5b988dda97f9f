// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore
import NIOPosix
import NIOSSL

/// A client that sends what it is told, byte by byte, and shows what came back.
public struct RawClient {
    public let channel: any Channel
    private var chunks: AsyncStream<ByteBuffer>.Iterator
    private var received: [UInt8] = []

    public static func connect(to port: Int, tls: Bool = false, reads: Bool = true) async throws -> RawClient {
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
    public func trickle(_ bytes: [UInt8]) async throws {
        for byte in bytes { try await self.send([byte]) }
    }

    public func send(_ text: String) async throws {
        try await self.send(Array(text.utf8))
    }

    public func send(_ bytes: [UInt8]) async throws {
        try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    public func closeOutput() async throws {
        try await self.channel.close(mode: .output)
    }

    /// Everything up to and with the end of the first answer's head.
    public mutating func head() async -> String {
        await self.text(through: "\r\n\r\n")
    }

    /// Everything up to and with `mark`; what there is when the connection ends before.
    public mutating func text(through mark: String) async -> String {
        let mark = Array(mark.utf8)
        while true {
            for start in self.received.indices where self.received[start...].starts(with: mark) {
                return self.take(start + mark.count)
            }
            guard await self.more() else { return self.take(self.received.count) }
        }
    }

    /// Everything until the server closes.
    public mutating func rest() async -> String {
        while await self.more() {}
        return self.take(self.received.count)
    }

    /// What `read` makes of the next bytes, and how many it used; nil at the end.
    public mutating func next<Value>(_ read: ([UInt8]) -> (Value, Int)?) async -> Value? {
        while true {
            if let (value, length) = read(self.received) {
                self.received.removeFirst(length)
                return value
            }
            guard await self.more() else { return nil }
        }
    }

    private mutating func more() async -> Bool {
        guard let chunk = await self.chunks.next() else { return false }
        self.received += chunk.readableBytesView
        return true
    }

    /// The next bytes; fewer when the connection ends before.
    public mutating func bytes(_ count: Int) async -> [UInt8] {
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
