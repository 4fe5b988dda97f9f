// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// Tells when a TLS handshake is done, or why it is not: what is written before it leaves only after it. That is a Binding
/// indication, which every server takes for a sign of life and none answers (RFC 8489, section 6.3.2).
final class HandshakeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

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

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        var indication = ByteBuffer()
        STUNMessageWriter(.indication, .binding, .random(), into: &indication).finish(into: &indication)
        let (done, written) = (self.done, context.eventLoop.makePromise(of: Void.self))
        // When it is never written, an error or the end says why.
        written.futureResult.whenSuccess { done.succeed() }
        context.writeAndFlush(Self.wrapOutboundOut(indication), promise: written)
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
