// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Ends a connection so that the other side can still read our last bytes.
///
/// A socket closed with unread bytes is reset, and the reset may overtake the refusal or close frame that explains it. So
/// `close(mode: .output)` from any handler sends our FIN, throws away what still comes, and closes when the other side does, or
/// after `timeout`: a client that never closes cannot keep the socket.
final class LingeringClose: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Any

    private let timeout: TimeAmount
    private var isDraining = false
    private var expiry: Scheduled<Void>?

    init(timeout: TimeAmount) {
        self.timeout = timeout
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !self.isDraining { context.fireChannelRead(data) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if self.isDraining, case .inputClosed = event as? ChannelEvent {
            context.close(promise: nil)
        } else if self.isDraining, event is ChannelShouldQuiesceEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard case .output = mode else { return context.close(mode: mode, promise: promise) }
        guard !self.isDraining else {
            promise?.succeed()
            return
        }
        self.isDraining = true
        let loop = context.eventLoop.assumeIsolated()
        self.expiry = loop.scheduleTask(in: self.timeout) { context.close(promise: nil) }
        let done = promise ?? context.eventLoop.makePromise(of: Void.self)
        done.futureResult.assumeIsolated().whenFailure { _ in context.close(promise: nil) }
        context.close(mode: .output, promise: done)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.expiry?.cancel()
        self.expiry = nil
    }
}
