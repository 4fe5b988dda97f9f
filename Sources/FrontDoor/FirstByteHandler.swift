// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import TURN

/// Waits for the first byte of a connection, lets the right handlers be added behind itself, and goes away.
final class FirstByteHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Adds the handlers. The future is done when they are there; when it fails, the connection is closed.
    typealias Open = (FirstByte, any Channel) -> EventLoopFuture<Void>

    private enum State {
        case waiting
        /// The handlers are being added; what comes meanwhile is kept.
        case opening(ByteBuffer)
        case forwarding
        case closed
    }

    private let transport: ClientTransport
    private let patience: TimeAmount
    private let open: Open
    private let ended: () -> Void
    private var state = State.waiting
    private var isInputClosed = false
    private var expiry: Scheduled<Void>?

    /// - Parameters:
    ///   - patience: from the opening of the connection, TLS handshake included, to the first byte.
    ///   - ended: called when the handler has gone, with or without a first byte.
    init(transport: ClientTransport, patience: TimeAmount, open: @escaping Open, ended: @escaping () -> Void) {
        self.transport = transport
        self.patience = patience
        self.open = open
        self.ended = ended
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let loop = context.eventLoop.assumeIsolated()
        self.expiry = loop.scheduleTask(in: self.patience) { self.close(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.expiry?.cancel()
        self.expiry = nil
        self.ended()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.state {
        case .waiting:
            let bytes = Self.unwrapInboundIn(data)
            guard let first = bytes.readableBytesView.first else { return }
            self.decide(FirstByte(first, transport: self.transport), bytes, context)
        case .opening(var kept):
            self.state = .closed
            var bytes = Self.unwrapInboundIn(data)
            kept.writeBuffer(&bytes)
            self.state = .opening(kept)
        case .forwarding:
            context.fireChannelRead(data)
        case .closed:
            break
        }
    }

    private func decide(_ first: FirstByte, _ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        self.expiry?.cancel()
        self.expiry = nil
        guard first != .foreign else { return self.close(context) }
        self.state = .opening(bytes)
        self.open(first, context.channel).assumeIsolated().whenComplete { result in
            switch result {
            case .success: self.forward(context)
            case .failure: self.close(context)
            }
        }
    }

    private func forward(_ context: ChannelHandlerContext) {
        guard case .opening(let kept) = self.state else { return }
        self.state = .forwarding
        context.fireChannelRead(Self.wrapInboundOut(kept))
        context.fireChannelReadComplete()
        if self.isInputClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (self.state, event) {
        case (.waiting, ChannelEvent.inputClosed), (.waiting, is ChannelShouldQuiesceEvent):
            self.close(context)
        case (.opening, ChannelEvent.inputClosed):
            self.isInputClosed = true
        case (.opening, is ChannelShouldQuiesceEvent):
            self.close(context)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Before the first byte these are TLS handshakes that fail: scanners, wrong names, old versions.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .forwarding = self.state { return context.fireErrorCaught(error) }
        self.close(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.expiry?.cancel()
        self.expiry = nil
        context.fireChannelInactive()
    }

    private func close(_ context: ChannelHandlerContext) {
        self.state = .closed
        context.close(promise: nil)
    }
}
