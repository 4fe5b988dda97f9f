// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import HummingbirdCore
public import Logging
public import NIOCore
import TURN

/// A connection that is HTTP's or the relay's, as its first byte says.
public struct FrontDoorChannel<HTTP: ServerChildChannel>: ServerChildChannel {
    public struct Value: ServerChildChannelValue {
        public let channel: any Channel
        /// Nil when the connection was closed or is the relay's.
        let http: EventLoopFuture<HTTP.Value?>
    }

    let http: HTTP
    let transport: ClientTransport
    let patience: TimeAmount
    /// Counts those whose first byte has not come: each costs a descriptor, and a TLS handshake's memory.
    let silent: SourceGate
    /// Nil where no relay runs: a connection that begins with STUN is closed.
    let acceptStream: FrontDoor.AcceptStream?

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let http = channel.eventLoop.makePromise(of: HTTP.Value?.self)
            // A socket without an IP address is this machine's own.
            let source = channel.remoteAddress.flatMap { SourceGate.Source($0) }
            if let source, !self.silent.enter(source) {
                http.succeed(nil)
                channel.close(promise: nil)
                return Value(channel: channel, http: http.futureResult)
            }
            // Whoever waits is told also when the first byte never comes; the first telling counts.
            let door = FirstByteHandler(transport: self.transport, patience: self.patience) { first, channel in
                self.open(first, channel, http, logger)
            } ended: { [silent] in
                if let source { silent.leave(source) }
                http.succeed(nil)
            }
            do {
                try channel.pipeline.syncOperations.addHandler(door)
            } catch {
                if let source { self.silent.leave(source) }
                http.succeed(nil)
                throw error
            }
            return Value(channel: channel, http: http.futureResult)
        }
    }

    public func handle(value: Value, logger: Logger) async {
        let http = await withTaskCancellationHandler {
            try? await value.http.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
        if let http { await self.http.handle(value: http, logger: logger) }
    }

    private func open(
        _ first: FirstByte, _ channel: any Channel, _ http: EventLoopPromise<HTTP.Value?>, _ logger: Logger
    ) -> EventLoopFuture<Void> {
        switch (first, self.acceptStream) {
        case (.http, _):
            return self.http.setup(channel: channel, logger: logger).map { http.succeed($0) }
        case (.stun, let accept?):
            http.succeed(nil)
            return accept(channel, self.transport)
        case (.stun, nil), (.foreign, _):
            return channel.eventLoop.makeFailedFuture(ChannelError.inappropriateOperationForState)
        }
    }
}
