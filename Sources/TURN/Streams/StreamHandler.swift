// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// One TURN client on a TCP or TLS connection: whole frames to the relay's loop, batches of frames back, and the end.
final class StreamHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What is written when we end a connection has so long to leave.
    private static let lingering = TimeAmount.seconds(2)

    private let inbox: StreamInbox
    private let transport: ClientTransport
    private let limits: StreamLimits
    private var framer = StreamFramer()
    private let tally: StreamTally
    private var tenure: StreamTenure
    private var context: ChannelHandlerContext?
    private var client: StreamClient?
    private var stream: UInt32?
    private var timer: Scheduled<Void>?
    private var isFinishing = false
    /// The loop has more than it can take; what is read anyway is still handed to it.
    private var isPaused = false
    private var isReadWanted = false
    /// Of a plain connection.
    private var socket: DirectSocket?
    /// The relay's loop reads the connection.
    private var isHandedOver = false

    /// - Parameter now: when the connection was opened; the TLS handshake counts.
    init(
        inbox: StreamInbox, transport: ClientTransport, limits: StreamLimits, tally: StreamTally, now: NIODeadline
    ) {
        self.inbox = inbox
        self.tally = tally
        self.transport = transport
        self.limits = limits
        self.tenure = StreamTenure(limits: limits, now: now)
        self.bound()
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        self.expect(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.ended()
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What the channel reads of a connection that is handed over is the rest before its end.
        guard !self.isFinishing, !self.isHandedOver else { return }
        do {
            guard let frames = try self.framer.read(Self.unwrapInboundIn(data)) else { return }
            self.tenure.heard(now: context.eventLoop.now)
            guard let stream = self.stream ?? self.open(context) else { return context.close(promise: nil) }
            if !self.inbox.receive(frames, from: stream) { self.isPaused = true }
        } catch {
            context.close(promise: nil)
        }
    }

    /// Only now, because a connection that never says a word must cost the loop nothing.
    private func open(_ context: ChannelHandlerContext) -> UInt32? {
        guard let remote = context.channel.remoteAddress.flatMap({ TransportAddress($0) }),
            let local = context.channel.localAddress.flatMap({ TransportAddress($0) })
        else { return nil }
        let socket = self.direct(context)
        self.socket = socket
        let client = StreamClient(
            handler: self, eventLoop: context.eventLoop, limits: self.limits, tally: self.tally, direct: socket)
        self.client = client
        self.stream = self.inbox.open(client: remote, server: local, transport: self.transport, sink: client)
        return self.stream
    }

    private func direct(_ context: ChannelHandlerContext) -> DirectSocket? {
        guard self.transport == .tcp else { return nil }
        let direct = try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            DirectSocket(duplicating: $0)
        }
        return direct ?? nil
    }

    /// Lets the relay's loop read the connection of a client that holds an allocation, which saves waking this event loop
    /// for each packet.
    private func handOver(_ context: ChannelHandlerContext) {
        guard self.tenure.isAllocated, !self.isHandedOver, let socket, let stream,
            (try? context.channel.syncOptions?.setOption(.autoRead, value: false)) != nil
        else { return }
        self.isHandedOver = true
        self.inbox.adopt(
            AdoptedStream(
                socket: socket, kept: self.framer.takeKept(), unauthenticatedFrame: self.limits.unauthenticatedFrame),
            of: stream)
    }

    /// The relay's loop read something of a client that holds no allocation any more.
    func heard() {
        guard let context else { return }
        self.tenure.heard(now: context.eventLoop.now)
        self.expect(context)
    }

    /// The relay ended the allocation: the connection has the same time to make another as a new one.
    func lostAllocation() {
        guard let context else { return }
        self.tenure.answered(allocatedUntil: nil, now: context.eventLoop.now)
        self.bound()
        self.expect(context)
    }

    func read(context: ChannelHandlerContext) {
        guard !self.isHandedOver else { return }
        if self.isPaused { self.isReadWanted = true } else { context.read() }
    }

    func resumeReading() {
        self.isPaused = false
        guard self.isReadWanted, !self.isHandedOver else { return }
        self.isReadWanted = false
        self.context?.read()
    }

    // MARK: Writing

    /// Writes what waits until nothing does or the connection takes no more.
    func writeWaiting() {
        guard let context, let client, !self.isFinishing else { return }
        repeat {
            var isFlushDue = false
            while context.channel.isWritable, let batch = client.next() {
                self.write(batch, context)
                isFlushDue = true
            }
            guard isFlushDue else { break }
            context.flush()
        } while context.channel.isWritable
        if (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) == 0 { client.settle() }
    }

    private func write(_ batch: StreamQueue.Batch, _ context: ChannelHandlerContext) {
        if case .replies(let end) = batch.kind {
            self.tenure.answered(allocatedUntil: end, now: context.eventLoop.now)
            self.bound()
            self.expect(context)
            self.handOver(context)
        }
        context.write(Self.wrapOutboundOut(batch.frames), promise: nil)
    }

    /// Before there is an allocation only STUN has a meaning, and its messages are short.
    private func bound() {
        self.framer.allowsChannelData = self.tenure.isAllocated
        self.framer.maxFrame = self.tenure.isAllocated ? StreamFramer.maxFrame : self.limits.unauthenticatedFrame
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { self.writeWaiting() }
        context.fireChannelWritabilityChanged()
    }

    // MARK: The end

    /// Sends what waits, then closes.
    func finish() {
        guard let context, !self.isFinishing else { return }
        while let batch = self.client?.next() { context.write(Self.wrapOutboundOut(batch.frames), promise: nil) }
        self.isFinishing = true
        context.flush()
        self.timer?.cancel()
        self.timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingering) { context.close(promise: nil) }
        context.close(mode: .output).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    /// The client asks and does not read: there is nothing to wait for.
    func abandon() {
        self.context?.close(promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: self.finish()
        case ChannelEvent.inputClosed: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.ended()
        context.fireChannelInactive()
    }

    private func ended() {
        self.timer?.cancel()
        self.timer = nil
        self.client?.shut()
        self.client = nil
        self.context = nil
        self.socket = nil
        if let stream = self.stream.take() { self.inbox.close(stream: stream) }
    }

    // MARK: Time

    private func expect(_ context: ChannelHandlerContext) {
        guard !self.isFinishing else { return }
        self.timer?.cancel()
        let loop = context.eventLoop.assumeIsolated()
        self.timer = loop.scheduleTask(deadline: self.tenure.due) { self.expired(context) }
    }

    private func expired(_ context: ChannelHandlerContext) {
        guard self.tenure.isOver(now: context.eventLoop.now) else {
            self.bound()
            return self.expect(context)
        }
        context.close(promise: nil)
    }
}
