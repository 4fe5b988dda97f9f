// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOTLS

/// Tells when a TLS handshake is done, or why it is not.
final class HandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let done: EventLoopPromise<Void>
    private let patience: TimeAmount
    private var expiry: Scheduled<Void>?

    init(done: EventLoopPromise<Void>, patience: TimeAmount) {
        self.done = done
        self.patience = patience
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let done = self.done
        self.expiry = context.eventLoop.scheduleTask(in: self.patience) { done.fail(TURNClientError.unanswered) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.expiry?.cancel()
        self.done.fail(TURNClientError.closed)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent { self.done.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.done.fail(TURNClientError(error))
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.done.fail(TURNClientError.closed)
        context.fireChannelInactive()
    }
}
