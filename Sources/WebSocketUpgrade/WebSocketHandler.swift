// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket

/// One WebSocket on its event loop: frames in, messages to the delegate, frames out, and the end.
///
/// Nothing is passed on to handlers behind it: on a connection that served HTTP before, Hummingbird's are still there.
final class WebSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = ByteBuffer

    private enum State {
        case open
        /// Our close frame is sent; waiting for the other side's until the deadline.
        case closing(code: UInt16)
        case closed
    }

    private let configuration: WebSocketServerConfiguration
    private var assembler: MessageAssembler
    private var state = State.open
    private var context: ChannelHandlerContext?
    private var connection: WebSocketConnection?
    private var delegate: (any WebSocketDelegate)?

    /// Frames of this turn of the event loop; they share one write.
    private var outgoing: ByteBuffer?
    /// Bytes sent since the channel stopped being writable.
    private var stalledBytes = 0

    private var lastHeard = NIODeadline.uptimeNanoseconds(0)
    private var hasPinged = false
    private var deadline = Deadline()

    init(configuration: WebSocketServerConfiguration) {
        self.configuration = configuration
        self.assembler = MessageAssembler(
            maxMessageBytes: configuration.maxMessageBytes, maxFragments: configuration.maxFragments)
    }

    /// Makes the delegate; called once, when the handler is in the pipeline and frames may be written.
    func start(_ delegate: (WebSocketConnection) -> any WebSocketDelegate) {
        guard let context else { return }
        self.lastHeard = context.eventLoop.now
        self.expectBytes(context)
        let connection = WebSocketConnection(channel: context.channel, handler: self)
        self.connection = connection
        self.delegate = delegate(connection)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.ended(code: CloseCode.abnormal)
        self.deadline.cancel()
        self.outgoing = nil
        self.context = nil
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closed = self.state { return }
        self.lastHeard = context.eventLoop.now
        self.hasPinged = false
        guard let event = self.assembler.receive(Self.unwrapInboundIn(data)) else { return }
        switch event {
        case .text(let text): self.received(text)
        case .ping(let payload): self.append(.pong, payload)
        case .pong: break
        case .close(let code): self.receivedClose(code, context)
        case .failure(let code): self.fail(code)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        self.flush()
    }

    private func received(_ text: ByteBuffer) {
        guard case .open = self.state, let connection else { return }
        self.delegate?.received(text: text, on: connection)
    }

    private func receivedClose(_ code: UInt16, _ context: ChannelHandlerContext) {
        if case .closing(let ours) = self.state {
            self.ended(code: ours)
        } else {
            self.writeClose(code)
            self.ended(code: code)
        }
        self.finish(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength: self.fail(CloseCode.messageTooLarge)
        case is NIOWebSocketError: self.fail(CloseCode.protocolError)
        case is ByteToMessageDecoderError: break  // bytes after a broken frame
        default: context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.ended(code: CloseCode.abnormal)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            self.ended(code: CloseCode.abnormal)
            context.close(promise: nil)
        case is ChannelShouldQuiesceEvent:
            self.close(code: CloseCode.goingAway)
        default:
            break
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { self.stalledBytes = 0 }
    }

    // MARK: Writing

    func send(text: ByteBuffer) {
        guard case .open = self.state else { return }
        self.append(.text, text)
    }

    func close(code: UInt16) {
        guard case .open = self.state, let context else { return }
        self.writeClose(code)
        self.state = .closing(code: code)
        self.deadline.cancel()
        self.expect(within: self.configuration.closeTimeout, context)
    }

    private func append(_ opcode: WebSocketOpcode, _ payload: ByteBuffer) {
        guard let context else { return }
        let size = payload.readableBytes + ByteBuffer.maxServerFrameHeader
        if !context.channel.isWritable {
            self.stalledBytes += size
            guard self.stalledBytes <= self.configuration.maxQueuedBytes else { return self.abandon(context) }
        }
        if self.outgoing == nil {
            self.outgoing = context.channel.allocator.buffer(capacity: size)
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            context.eventLoop.execute { bound.value.flush() }
        }
        self.outgoing?.writeServerFrame(opcode, payload: payload)
        // Written early, so that a flood within one turn is seen by the channel's writability.
        if let outgoing, outgoing.readableBytes > 32 * 1024 { self.flush() }
    }

    private func flush() {
        guard let outgoing = self.outgoing.take() else { return }
        self.context?.writeAndFlush(Self.wrapOutboundOut(outgoing), promise: nil)
    }

    private func writeClose(_ code: UInt16) {
        var payload = ByteBuffer()
        if code != CloseCode.noStatus { payload.writeInteger(code) }
        self.append(.connectionClose, payload)
        self.flush()
    }

    // MARK: The end

    /// The other side broke the protocol: it is told, and nothing more is read.
    private func fail(_ code: UInt16) {
        guard let context else { return }
        switch self.state {
        case .open:
            self.writeClose(code)
            self.ended(code: code)
        case .closing(let ours):
            self.ended(code: ours)
        case .closed:
            return
        }
        self.finish(context)
    }

    /// The client does not read: a close frame would only wait behind what it has not read.
    private func abandon(_ context: ChannelHandlerContext) {
        self.outgoing = nil
        self.ended(code: CloseCode.policyViolation)
        context.close(promise: nil)
    }

    private func finish(_ context: ChannelHandlerContext) {
        self.flush()
        context.close(mode: .output, promise: nil)
    }

    private func ended(code: UInt16) {
        switch self.state {
        case .closed: return
        case .open, .closing: self.state = .closed
        }
        self.deadline.cancel()
        let (delegate, connection) = (self.delegate.take(), self.connection.take())
        if let connection { delegate?.closed(code: code, on: connection) }
    }

    // MARK: Time

    private func expectBytes(_ context: ChannelHandlerContext) {
        let silence = self.configuration.silenceTimeout
        self.expect(until: self.lastHeard + (self.hasPinged ? silence : Self.half(of: silence)), context)
    }

    private static func half(of time: TimeAmount) -> TimeAmount {
        .nanoseconds(time.nanoseconds / 2)
    }

    private func expect(within time: TimeAmount, _ context: ChannelHandlerContext) {
        self.expect(until: context.eventLoop.now + time, context)
    }

    private func expect(until due: NIODeadline, _ context: ChannelHandlerContext) {
        self.deadline.set(due, on: context.eventLoop) { self.expired(context) }
    }

    private func expired(_ context: ChannelHandlerContext) {
        let now = context.eventLoop.now
        _ = self.deadline.fire(now: now)
        switch self.state {
        case .closed:
            break
        case .closing(let code):
            self.ended(code: code)
            context.close(promise: nil)
        case .open where now < self.lastHeard + Self.half(of: self.configuration.silenceTimeout):
            self.expectBytes(context)
        case .open where !self.hasPinged:
            self.hasPinged = true
            self.append(.ping, ByteBuffer())
            self.expectBytes(context)
        case .open:
            self.writeClose(CloseCode.goingAway)
            self.ended(code: CloseCode.abnormal)
            self.finish(context)
        }
    }
}
