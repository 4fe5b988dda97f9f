// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Refuses requests that are not HTTP, keeps the connection's times, and ends it.
final class HTTPConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let configuration: WebSocketServerConfiguration
    private let hygiene: RequestHygiene
    private var state = HTTPConnectionState()
    private var deadline = Deadline()
    /// The head of a chunked request, until its first chunk is seen to be one.
    private var heldHead: HTTPRequestHead?
    private var isFirstRequest = true

    init(configuration: WebSocketServerConfiguration) {
        self.configuration = configuration
        self.hygiene = RequestHygiene(authorities: configuration.authorities)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.expect(within: self.configuration.requestTimeout, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.deadline.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head): self.received(head, context)
        case .body: self.receivedPart(data, isEnd: false, context)
        case .end: self.receivedPart(data, isEnd: true, context)
        }
    }

    private func received(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard self.state.takesRequests else { return }
        if !self.isFirstRequest { self.expect(within: self.configuration.requestTimeout, context) }
        self.isFirstRequest = false
        switch self.hygiene.inspect(head) {
        case .refused(let status):
            self.refuse(status, context)
        case .accepted(let head) where head.headers.contains(name: "Transfer-Encoding"):
            self.heldHead = head
        case .accepted(let head):
            self.pass(head, context)
        }
    }

    private func pass(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.heldHead = nil
        // After an upgrade that is not taken up the parser stays paused, so the connection must end with the answer.
        let mayPauseParser = head.headers.contains(name: "Upgrade") || head.method == .CONNECT
        self.state.requestHead(isLast: !head.isKeepAlive || mayPauseParser)
        context.fireChannelRead(Self.wrapInboundOut(.head(head)))
    }

    private func receivedPart(_ data: NIOAny, isEnd: Bool, _ context: ChannelHandlerContext) {
        if let head = self.heldHead { self.pass(head, context) }
        guard self.state.takesBody else { return }
        if isEnd {
            self.state.requestEnd()
            self.expect(within: self.state.unanswered == 0 ? self.configuration.keepAliveTimeout : nil, context)
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as HTTPParserError:
            let status: HTTPResponseStatus = error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
            self.refuseMalformed(status, error, context)
        case is HTTP1TypeConversionError:
            self.refuseMalformed(.badRequest, error, context)
        case is ByteToMessageDecoderError:
            break  // bytes after a parser's error, which has been answered
        default:
            context.close(promise: nil)
        }
    }

    private func refuseMalformed(_ status: HTTPResponseStatus, _ error: any Error, _ context: ChannelHandlerContext) {
        self.heldHead = nil
        let isInBody = self.state.takesBody
        self.refuse(status, context)
        // Whoever reads the body learns that it never ends; an answer that comes of it is dropped.
        if isInBody { context.fireErrorCaught(error) }
    }

    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        switch self.state.refuse(status) {
        case .write(let status): self.writeRefusal(status, context)
        case .close: context.close(mode: .output, promise: nil)
        case .wait: break
        }
    }

    private func writeRefusal(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders(self.configuration.responseHeaders)
        headers.replaceOrAdd(name: "Content-Length", value: "0")
        headers.replaceOrAdd(name: "Connection", value: "close")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head(let head): self.write(head, promise, context)
        case .body: self.pass(self.state.responseBody(), data, promise, context)
        case .end: self.writeEnd(data, promise, context)
        }
    }

    private func write(_ head: HTTPResponseHead, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        let isUpgrade = head.status == .switchingProtocols
        let isInformational = (100..<200).contains(head.status.code)
        let action = self.state.responseHead(isInformational: isInformational, isUpgrade: isUpgrade)
        var head = head
        if action == .passAsLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        self.pass(action, Self.wrapOutboundOut(.head(head)), promise, context)
    }

    private func pass(
        _ action: HTTPConnectionState.WriteAction, _ data: NIOAny, _ promise: EventLoopPromise<Void>?,
        _ context: ChannelHandlerContext
    ) {
        switch action {
        case .pass, .passAsLast: context.write(data, promise: promise)
        case .drop: promise?.fail(ChannelError.ioOnClosedChannel)
        }
    }

    private func writeEnd(_ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        switch self.state.responseEnd() {
        case .drop:
            promise?.fail(ChannelError.ioOnClosedChannel)
        case .pass:
            context.write(data, promise: promise)
        case .passAndIdle:
            context.write(data, promise: promise)
            if !self.state.isReading { self.expect(within: self.configuration.keepAliveTimeout, context) }
        case .passAndClose:
            context.writeAndFlush(data, promise: promise)
            context.close(mode: .output, promise: nil)
        case .passAndRefuse(let status):
            context.write(data, promise: promise)
            self.writeRefusal(status, context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        // A client that stops reading its answer must not keep it in memory for ever.
        if self.state.unanswered > 0 && !self.state.isReading {
            self.expect(within: context.channel.isWritable ? nil : self.configuration.keepAliveTimeout, context)
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            context.fireUserInboundEventTriggered(event)
            if self.state.stop() == .close { return context.close(promise: nil) }
            self.expect(within: self.configuration.drainTimeout, context)
        case ChannelEvent.inputClosed:
            context.fireUserInboundEventTriggered(event)
            if self.state.stop() == .close { context.close(promise: nil) }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func expect(within time: TimeAmount?, _ context: ChannelHandlerContext) {
        let loop = context.eventLoop
        self.deadline.set(time.map { loop.now + $0 }, on: loop) { self.expired(context) }
    }

    private func expired(_ context: ChannelHandlerContext) {
        if self.deadline.fire(now: context.eventLoop.now) {
            context.close(promise: nil)
        } else {
            self.deadline.set(self.deadline.due, on: context.eventLoop) { self.expired(context) }
        }
    }
}
