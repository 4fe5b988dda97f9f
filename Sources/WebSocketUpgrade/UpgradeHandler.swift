// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOWebSocket

/// Turns a connection into a WebSocket at any of its requests.
///
/// It holds an opening handshake until its end and until all earlier answers are written, asks the decider, then writes the
/// 101 and exchanges the handlers, or the refusal. Bytes that follow the handshake wait in HTTP's paused parser, which
/// forwards them when it is removed. All other requests go on to Hummingbird.
final class UpgradeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Phase {
        case http
        /// The handshake's end, or the end of earlier answers, has not come.
        case holding(HTTPRequest, hasBody: Bool, isWhole: Bool)
        case deciding
        /// Upgraded, refused, or ended.
        case done
    }

    private let configuration: WebSocketServerConfiguration
    private let decide: WebSocketDecider
    private let http: HTTPHandlers
    private let openWebSockets: OpenWebSockets
    private let logger: Logger
    private var outcome: EventLoopPromise<UpgradableHTTP1Channel.Outcome>?
    private var phase = Phase.http
    private var unanswered = 0
    private var isStopping = false
    private var decision: Task<Void, Never>?

    init(
        configuration: WebSocketServerConfiguration, decide: @escaping WebSocketDecider, http: HTTPHandlers,
        outcome: EventLoopPromise<UpgradableHTTP1Channel.Outcome>, openWebSockets: OpenWebSockets, logger: Logger
    ) {
        self.configuration = configuration
        self.decide = decide
        self.http = http
        self.outcome = outcome
        self.openWebSockets = openWebSockets
        self.logger = logger
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.phase = .done
        self.decision?.cancel()
        self.decision = nil
        self.became(.closed)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (self.phase, Self.unwrapInboundIn(data)) {
        case (.http, .head(let request)) where OpeningHandshake.isOffered(by: request):
            self.phase = .holding(request, hasBody: false, isWhole: false)
        case (.http, .head):
            self.serveHTTP(context)
            self.unanswered += 1
            context.fireChannelRead(data)
        case (.http, _):
            context.fireChannelRead(data)
        case (.holding(let request, _, _), .body):
            self.phase = .holding(request, hasBody: true, isWhole: false)
        case (.holding(let request, let hasBody, _), .end):
            self.phase = .holding(request, hasBody: hasBody, isWhole: true)
            self.answerHandshakeIfDue(context)
        case (.holding, .head), (.deciding, _), (.done, _):
            break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = Self.unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        guard isEnd, self.unanswered > 0 else { return }
        self.unanswered -= 1
        self.answerHandshakeIfDue(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { self.isStopping = true }
        if case .inputClosed = event as? ChannelEvent {
            switch self.phase {
            case .holding, .deciding: return context.close(promise: nil)
            case .http, .done: break
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Makes what Hummingbird needs of the pipeline, once.
    private func serveHTTP(_ context: ChannelHandlerContext) {
        guard self.outcome != nil else { return }
        do {
            let channel = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: context.channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
            self.became(.http(channel))
        } catch {
            self.logger.error("HTTP cannot be served on a connection", metadata: ["error": "\(error)"])
            context.close(promise: nil)
        }
    }

    private func became(_ outcome: UpgradableHTTP1Channel.Outcome) {
        self.outcome?.succeed(outcome)
        self.outcome = nil
    }

    private func answerHandshakeIfDue(_ context: ChannelHandlerContext) {
        guard case .holding(let request, let hasBody, isWhole: true) = self.phase, self.unanswered == 0 else { return }
        do throws(OpeningHandshakeError) {
            let handshake = try OpeningHandshake(reading: request)
            if hasBody { throw .hasBody }
            if self.isStopping { throw .stopping }
            self.phase = .deciding
            self.ask(about: request, handshake, context)
        } catch {
            self.refuse(error, context)
        }
    }

    private func ask(about request: HTTPRequest, _ handshake: OpeningHandshake, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let (decide, peer, loop) = (self.decide, context.remoteAddress, context.eventLoop)
        // The decision belongs to this connection alone, which cancels it when it ends.
        self.decision = Task {
            let decision = await decide(request, peer)
            loop.execute { bound.value.handler.decided(decision, handshake, bound.value.context) }
        }
    }

    private func decided(
        _ decision: WebSocketDecision, _ handshake: OpeningHandshake, _ context: ChannelHandlerContext
    ) {
        guard case .deciding = self.phase else { return }
        self.decision = nil
        switch decision {
        case .accept where self.isStopping:
            self.refuse(.stopping, context)
        case .accept(let subprotocol, let delegate):
            self.phase = .done
            self.upgrade(handshake, subprotocol, delegate, context)
        case .refuse(let status, let headers, let body):
            self.refuse(status, headers, body, context)
        }
    }

    private func refuse(_ error: OpeningHandshakeError, _ context: ChannelHandlerContext) {
        var headers = self.configuration.responseHeaders
        for field in error.headers { headers[field.name] = field.value }
        self.refuse(error.status, headers, ByteBuffer(), context)
    }

    /// The connection's handler adds `Connection: close` and closes.
    private func refuse(
        _ status: HTTPResponse.Status, _ headers: HTTPFields, _ body: ByteBuffer, _ context: ChannelHandlerContext
    ) {
        self.phase = .done
        var headers = headers
        headers[.contentLength] = String(body.readableBytes)
        context.write(Self.wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: headers))), promise: nil)
        if body.readableBytes > 0 { context.write(Self.wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func upgrade(
        _ handshake: OpeningHandshake, _ subprotocol: String?,
        _ delegate: @Sendable (WebSocketConnection) -> any WebSocketDelegate, _ context: ChannelHandlerContext
    ) {
        var headers: HTTPFields = [
            .upgrade: "websocket", .connection: "Upgrade", .secWebSocketAccept: handshake.accept,
        ]
        if let subprotocol, handshake.subprotocols.contains(subprotocol) {
            headers[.secWebSocketProtocol] = subprotocol
        }
        let head = HTTPResponse(status: .switchingProtocols, headerFields: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)

        let webSocket = WebSocketHandler(configuration: self.configuration)
        let frames = ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: self.configuration.maxMessageBytes))
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandlers([frames, webSocket], position: .after(self))
        } catch {
            return context.close(promise: nil)
        }
        let openWebSockets = self.openWebSockets
        openWebSockets.opened()
        context.channel.closeFuture.whenComplete { _ in openWebSockets.closed() }
        self.became(.webSocket)
        _ = pipeline.removeHandler(self.http.encoder)
        _ = pipeline.removeHandler(self.http.connection)
        _ = pipeline.removeHandler(self.http.codec)
        _ = pipeline.removeHandler(context: context)
        webSocket.start(delegate)
        // Last, because it forwards the frames that came with the handshake.
        _ = pipeline.removeHandler(self.http.decoder)
    }
}
