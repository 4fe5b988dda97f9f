// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import WebSocketUpgrade

@Suite("The times of an HTTP connection, with the time in hand")
struct HTTPConnectionHandlerTests {
    private let channel = EmbeddedChannel()

    init() throws {
        var configuration = WebSocketServerConfiguration()
        configuration.authorities = ["localhost"]
        configuration.requestTimeout = .seconds(10)
        try self.channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        let pipeline = self.channel.pipeline.syncOperations
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)))
        try pipeline.addHandler(HTTPConnectionHandler(configuration: configuration))
    }

    static let slow = [
        "", "GET /hello HT", "GET /hello HTTP/1.1\r\nHost: localhost\r\nX",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1",
    ]

    @Test("a first request that is not complete in time ends the connection", arguments: slow)
    func slowRequest(_ begun: String) throws {
        try self.channel.writeInbound(ByteBuffer(string: begun))
        self.channel.embeddedEventLoop.advanceTime(by: .milliseconds(9_999))
        #expect(self.channel.isActive)
        #expect(try self.channel.readOutbound(as: ByteBuffer.self) == nil)
        self.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!self.channel.isActive)
    }
}
