// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

@testable import WebSocketUpgrade

@Suite("A WebSocket on its event loop, with the time in hand")
struct WebSocketHandlerTests {
    private let recorder = Recorder()
    private let channel: EmbeddedChannel

    init() throws {
        var configuration = WebSocketServerConfiguration()
        configuration.silenceTimeout = .seconds(60)
        configuration.closeTimeout = .seconds(2)
        let handler = WebSocketHandler(configuration: configuration)
        self.channel = EmbeddedChannel()
        try self.channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        try self.channel.pipeline.syncOperations.addHandler(handler)
        let recorder = self.recorder
        handler.start { connection in
            recorder.connection = connection
            return recorder
        }
    }

    @Test("messages of one turn share one write")
    func oneWrite() throws {
        let connection = try #require(self.recorder.connection)
        connection.send("one".utf8)
        connection.send("two".utf8)
        #expect(try self.written() == nil)
        self.channel.embeddedEventLoop.run()
        #expect(try self.written() == [0x81, 3] + Array("one".utf8) + [0x81, 3] + Array("two".utf8))
        #expect(try self.written() == nil)
    }

    @Test("lengths of a server's frames (RFC 6455, 5.2)", arguments: [0, 125, 126, 65_535, 65_536])
    func lengths(_ length: Int) throws {
        var bytes = ByteBuffer()
        bytes.writeServerFrame(.text, payload: ByteBuffer(repeating: 65, count: length))
        let header: [UInt8]
        switch length {
        case ...125: header = [UInt8(length)]
        case ...65_535: header = [126, UInt8(length >> 8), UInt8(length & 0xFF)]
        default: header = [127, 0, 0, 0, 0, 0, 1, 0, 0]
        }
        #expect(Array(bytes.readableBytesView) == [0x81] + header + [UInt8](repeating: 65, count: length))
    }

    @Test("a ping goes out after half the silence, and the end comes at the whole")
    func silence() throws {
        self.channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(try self.written() == nil)
        self.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try self.written() == [0x89, 0])
        self.channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(self.recorder.codes == [])
        self.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try self.written() == [0x88, 2, 0x03, 0xE9])
        #expect(self.recorder.codes == [1006])
        #expect(!self.channel.isActive)
    }

    @Test("anything heard begins the silence anew")
    func heard() throws {
        for _ in 0..<10 {
            self.channel.embeddedEventLoop.advanceTime(by: .seconds(25))
            try self.channel.writeInbound(WebSocketFrame.masked(.text, [65]))
        }
        #expect(try self.written() == nil)
        #expect(self.recorder.texts.count == 10)
        #expect(self.recorder.codes == [])
    }

    @Test("a close handshake that the other side does not finish ends after 2 s")
    func closeTimeout() throws {
        try #require(self.recorder.connection).close(code: 1000)
        #expect(try self.written() == [0x88, 2, 0x03, 0xE8])
        self.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1_999))
        #expect(self.channel.isActive)
        self.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!self.channel.isActive)
        #expect(self.recorder.codes == [1000])
    }

    @Test("a closing socket sends and delivers nothing more")
    func nothingAfterClose() throws {
        let connection = try #require(self.recorder.connection)
        connection.send("before".utf8)
        connection.close(code: 1000)
        connection.send("after".utf8)
        try self.channel.writeInbound(WebSocketFrame.masked(.text, [65]))
        self.channel.embeddedEventLoop.run()
        #expect(try self.written() == [0x81, 6] + Array("before".utf8) + [0x88, 2, 0x03, 0xE8])
        #expect(try self.written() == nil)
        #expect(self.recorder.texts == [])
    }

    @Test("the other side's close is echoed, and told once")
    func echo() throws {
        try self.channel.writeInbound(WebSocketFrame.close(4000, "bye"))
        #expect(try self.written() == [0x88, 2, 0x0F, 0xA0])
        #expect(self.recorder.codes == [4000])
        #expect(!self.channel.isActive)
    }

    @Test("a server that stops closes with 1001")
    func quiesce() throws {
        self.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(try self.written() == [0x88, 2, 0x03, 0xE9])
    }

    @Test("a connection that breaks is told as 1006, and then let go")
    func breaks() throws {
        try self.channel.close().wait()
        #expect(self.recorder.codes == [1006])
        try #require(self.recorder.connection).send("nobody".utf8)
    }

    private func written() throws -> [UInt8]? {
        try self.channel.readOutbound(as: ByteBuffer.self).map { Array($0.readableBytesView) }
    }
}

/// Used on the test's thread only, which is the embedded event loop's.
private final class Recorder: WebSocketDelegate, @unchecked Sendable {
    var connection: WebSocketConnection?
    var texts: [ByteBuffer] = []
    var codes: [UInt16] = []

    func received(text: ByteBuffer, on connection: WebSocketConnection) {
        self.texts.append(text)
    }

    func closed(code: UInt16, on connection: WebSocketConnection) {
        self.codes.append(code)
    }
}
