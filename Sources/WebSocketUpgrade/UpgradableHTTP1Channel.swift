// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import HummingbirdCore
public import Logging
public import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection that begins with HTTP/1.1 and may become a WebSocket.
///
/// What HTTP needs of asynchronous machinery is made only at the first request that is not a WebSocket's, because it
/// costs 5 KiB, and most idle connections are WebSockets.
public struct UpgradableHTTP1Channel: HTTPChannelHandler {
    /// What the connection became.
    enum Outcome: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case webSocket
        case closed
    }

    public struct Value: ServerChildChannelValue {
        public let channel: any Channel
        let outcome: EventLoopFuture<Outcome>
    }

    public let responder: Responder
    let configuration: WebSocketServerConfiguration
    let decide: WebSocketDecider
    let openWebSockets = OpenWebSockets()

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let outcome = channel.eventLoop.makePromise(of: Outcome.self)
        return channel.eventLoop.makeCompletedFuture {
            do {
                try self.addHandlers(to: channel, outcome: outcome, logger: logger)
            } catch {
                outcome.succeed(.closed)
                throw error
            }
            return Value(channel: channel, outcome: outcome.futureResult)
        }
    }

    public func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            switch try? await value.outcome.get() {
            case .http(let channel):
                await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
                    await self.handleHTTP(asyncChannel: channel, logger: logger)
                }
            case .webSocket:
                await self.openWebSockets.watch()
            case .closed, nil:
                break
            }
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    private func addHandlers(to channel: any Channel, outcome: EventLoopPromise<Outcome>, logger: Logger) throws {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = self.configuration.maxHeadBytes
        limits.maxHeaderListSize = self.configuration.maxHeadBytes
        limits.maxHeaderFieldCount = 100

        let http = HTTPHandlers(
            encoder: HTTPResponseEncoder(),
            decoder: ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: .forwardBytes, informationalResponseStrategy: .drop,
                    limitConfiguration: limits)),
            connection: HTTPConnectionHandler(configuration: self.configuration),
            codec: HTTP1ToHTTPServerCodec(secure: false))
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(LingeringClose(timeout: self.configuration.closeTimeout))
        try pipeline.addHandler(http.encoder)
        try pipeline.addHandler(http.decoder)
        try pipeline.addHandler(http.connection)
        try pipeline.addHandler(http.codec)
        try pipeline.addHandler(
            UpgradeHandler(
                configuration: self.configuration, decide: self.decide, http: http, outcome: outcome,
                openWebSockets: self.openWebSockets, logger: logger))
    }
}
