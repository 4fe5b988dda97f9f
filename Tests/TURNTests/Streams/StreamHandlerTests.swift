// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import STUN
import Testing

@testable import TURN

@Suite("A client's connection and the relay's loop")
struct StreamHandlerTests {
    /// A connection that is open, with time in the test's hands.
    private struct Bench {
        let loop = EmbeddedEventLoop()
        let channel: EmbeddedChannel
        let inbox = StreamInbox(wake: {})

        init(_ limits: StreamLimits = .init()) throws {
            channel = EmbeddedChannel(loop: loop)
            try channel.connect(to: NIOCore.SocketAddress(ipAddress: "192.0.2.9", port: 40_000)).wait()
            channel.localAddress = try NIOCore.SocketAddress(ipAddress: "192.0.2.1", port: 443)
            channel.remoteAddress = try NIOCore.SocketAddress(ipAddress: "::ffff:192.0.2.9", port: 40_000)
            try channel.pipeline.syncOperations.addHandler(
                StreamHandler(inbox: inbox, transport: .tls, limits: limits, tally: StreamTally(), now: loop.now))
        }

        var isOpen: Bool { channel.isActive }

        func items() -> [StreamInbox.Item] {
            var items: [StreamInbox.Item] = []
            _ = inbox.take(reusing: &items)
            return items
        }

        /// Sends a first message, and returns what the loop is given to answer with.
        func opened() throws -> any StreamClientSink {
            try channel.writeInbound(Frames.binding())
            guard case .opened(_, _, let sink)? = items().first else { throw ChannelError.ioOnClosedChannel }
            return sink
        }
    }

    @Test("the loop hears of a connection with its first whole frame, and of its end once")
    func opens() throws {
        let bench = try Bench()
        let message = Frames.binding()
        try bench.channel.writeInbound(message.getSlice(at: 0, length: 12)!)
        #expect(bench.items().isEmpty)
        try bench.channel.writeInbound(message.getSlice(at: 12, length: 8)!)
        let items = bench.items()
        guard case .opened(let stream, let tuple, _)? = items.first, case .frames(stream, let frames)? = items.last
        else {
            Issue.record("\(items)")
            return
        }
        #expect(frames == message)
        #expect(tuple.client == TransportAddress("192.0.2.9:40000"))
        #expect(tuple.server == TransportAddress("192.0.2.1:443"))
        #expect(tuple.transport == .tls && tuple.stream == stream)
        bench.channel.close(promise: nil)
        bench.loop.run()
        let last = bench.items()
        guard last.count == 1, case .closed(stream) = last[0] else {
            Issue.record("\(last)")
            return
        }
    }

    @Test("silence before authentication closes after 10 s")
    func silence() throws {
        let bench = try Bench()
        bench.loop.advanceTime(by: .seconds(9))
        #expect(bench.isOpen)
        bench.loop.advanceTime(by: .seconds(1))
        #expect(!bench.isOpen)
        #expect(bench.items().isEmpty)
    }

    @Test("half a frame and silence closes")
    func halfFrame() throws {
        let bench = try Bench()
        try bench.channel.writeInbound(Frames.announced(100))
        bench.loop.advanceTime(by: .seconds(10))
        #expect(!bench.isOpen)
    }

    @Test("messages without an allocation keep it for 60 s, no longer")
    func idle() throws {
        let bench = try Bench()
        for _ in 0..<11 {
            try bench.channel.writeInbound(Frames.binding())
            bench.loop.advanceTime(by: .seconds(5))
        }
        #expect(bench.isOpen)
        try bench.channel.writeInbound(Frames.binding())
        bench.loop.advanceTime(by: .seconds(5))
        #expect(!bench.isOpen)
    }

    @Test("an allocation keeps a silent connection until it expires")
    func allocated() throws {
        let bench = try Bench()
        let sink = try bench.opened()
        sink.send(Frames.granted(.allocate, seconds: 600), as: .replies(allocatedUntil: bench.loop.now + .seconds(600)))
        bench.loop.run()
        #expect(try bench.channel.readOutbound(as: ByteBuffer.self) != nil)
        try bench.channel.writeInbound(Frames.channelData([1, 2, 3]))
        bench.loop.advanceTime(by: .seconds(605))
        #expect(bench.isOpen)
        bench.loop.advanceTime(by: .seconds(10))
        #expect(!bench.isOpen)
    }

    @Test("a connection whose allocation was taken away has the time of a new one")
    func lost() throws {
        let bench = try Bench()
        let sink = try bench.opened()
        sink.send(
            Frames.granted(.allocate, seconds: 600), as: .replies(allocatedUntil: bench.loop.now + .seconds(600)))
        bench.loop.advanceTime(by: .seconds(100))
        sink.lostAllocation()
        bench.loop.advanceTime(by: .seconds(9))
        #expect(bench.isOpen)
        bench.loop.advanceTime(by: .seconds(1))
        #expect(!bench.isOpen)
    }

    @Test(
        "ChannelData, foreign bytes and too large a frame close at once",
        arguments: [
            Frames.channelData([1]), ByteBuffer(string: "GET / HTTP/1.1\r\n"), Frames.announced(4_000),
        ])
    func invalid(_ bytes: ByteBuffer) throws {
        let bench = try Bench()
        try bench.channel.writeInbound(bytes)
        #expect(!bench.isOpen)
        #expect(bench.items().isEmpty)
    }

    @Test("the end of the client's side, a server that stops and the loop's word end it", arguments: [0, 1, 2])
    func ends(_ how: Int) throws {
        let bench = try Bench()
        let sink = try bench.opened()
        switch how {
        case 0: bench.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        case 1: bench.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        default: sink.close()
        }
        bench.loop.advanceTime(by: .seconds(2))
        #expect(!bench.isOpen)
        guard case .closed? = bench.items().last else {
            Issue.record("the loop was not told")
            return
        }
    }

    @Test("what the loop sends in a round goes out in order, the last words before the end too")
    func sends() throws {
        let bench = try Bench()
        let sink = try bench.opened()
        sink.send(Frames.channelData([1]), as: .datagrams)
        sink.send(Frames.channelData([2]), as: .datagrams)
        bench.loop.run()
        var out = ByteBuffer()
        while let bytes = try bench.channel.readOutbound(as: ByteBuffer.self) { out.writeImmutableBuffer(bytes) }
        #expect(out == Frames.joined(Frames.channelData([1]), Frames.channelData([2])))
        sink.send(Frames.channelData([3]), as: .datagrams)
        sink.close()
        bench.loop.run()
        #expect(try bench.channel.readOutbound(as: ByteBuffer.self) == Frames.channelData([3]))
    }

    @Test("a client that reads nothing is sent nothing, and what waits stays within the bound")
    func slow() throws {
        let bench = try Bench()
        let sink = try bench.opened()
        bench.channel.isWritable = false
        let frame = Frames.channelData(Array(repeating: 1, count: 1_200))
        for _ in 0..<1_000 { sink.send(frame, as: .datagrams) }
        bench.loop.run()
        #expect(try bench.channel.readOutbound(as: ByteBuffer.self) == nil)
        bench.channel.isWritable = true
        bench.channel.pipeline.fireChannelWritabilityChanged()
        var bytes = 0
        while let out = try bench.channel.readOutbound(as: ByteBuffer.self) { bytes += out.readableBytes }
        #expect(bytes > 200 * 1024 && bytes <= 256 * 1024)
    }

    @Test("a client that asks without end and reads nothing is closed")
    func deaf() throws {
        let bench = try Bench()
        let sink = try bench.opened()
        bench.channel.isWritable = false
        for _ in 0..<3_000 { sink.send(Frames.granted(.refresh, seconds: 600), as: .replies(allocatedUntil: nil)) }
        bench.loop.run()
        #expect(!bench.isOpen)
    }

    @Test("a full inbox stops the reading until the loop has caught up")
    func fullInbox() throws {
        let bench = try Bench()
        let reads = ReadCounter()
        try bench.channel.pipeline.syncOperations.addHandler(reads, position: .first)
        let sink = try bench.opened()
        sink.send(Frames.granted(.allocate, seconds: 600), as: .replies(allocatedUntil: bench.loop.now + .seconds(600)))
        bench.loop.run()
        let frame = Frames.channelData(Array(repeating: 1, count: 60_000))
        for _ in 0..<20 { try bench.channel.writeInbound(frame) }
        let before = reads.count
        bench.channel.read()
        #expect(reads.count == before)
        _ = bench.items()
        sink.resumeReading()
        bench.loop.run()
        #expect(reads.count == before + 1)
        bench.channel.read()
        #expect(reads.count == before + 2)
    }
}

private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    private(set) var count = 0

    func read(context: ChannelHandlerContext) {
        self.count += 1
        context.read()
    }
}
