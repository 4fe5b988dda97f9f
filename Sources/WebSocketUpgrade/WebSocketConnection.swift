// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore

/// An open WebSocket. Bound to its event loop; every method may be called from any thread.
public final class WebSocketConnection: Sendable {
    public let eventLoop: any EventLoop
    public let remoteAddress: SocketAddress?

    private let channel: any Channel
    private let handler: NIOLoopBound<WebSocketHandler>

    /// Must be called on the channel's event loop.
    init(channel: any Channel, handler: WebSocketHandler) {
        self.channel = channel
        self.eventLoop = channel.eventLoop
        self.remoteAddress = channel.remoteAddress
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    }

    /// False while the other side reads more slowly than we send.
    public var isWritable: Bool { self.channel.isWritable }

    /// Sends a text message; the bytes must be UTF-8. Does nothing on a socket that is closing. A client that does not
    /// read is closed with 1008 when ``WebSocketServerConfiguration/maxQueuedBytes`` wait for it.
    public func send(text: ByteBuffer) {
        self.onEventLoop { $0.send(text: text) }
    }

    /// Sends a text message; the bytes must be UTF-8.
    public func send(_ bytes: some Sequence<UInt8> & Sendable) {
        self.send(text: ByteBuffer(bytes: bytes))
    }

    /// Starts the close handshake; what was sent before goes out first.
    public func close(code: UInt16) {
        self.onEventLoop { $0.close(code: code) }
    }

    private func onEventLoop(_ body: @escaping @Sendable (WebSocketHandler) -> Void) {
        if self.eventLoop.inEventLoop {
            body(self.handler.value)
        } else {
            self.eventLoop.execute { body(self.handler.value) }
        }
    }
}
