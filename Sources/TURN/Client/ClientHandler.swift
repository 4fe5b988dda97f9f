// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// A client's requests, their answers, and the datagrams of its peers, on one event loop.
///
/// Speaks bytes on both sides: of a stream, or of one datagram each.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Transaction {
        let request: TURNRequest
        let bytes: ByteBuffer
        let attempt: Int
        let due: NIODeadline
        let answer: EventLoopPromise<ByteBuffer>
        var interval: TimeAmount
        var timer: Scheduled<Void>?
    }

    private let isStream: Bool
    private let configuration: TURNClientConfiguration
    private let datagrams: AsyncStream<PeerDatagram>.Continuation
    private var authentication: ClientAuthentication
    private var framer = StreamFramer()
    private var transactions: [TransactionID: Transaction] = [:]
    private var peers: [ChannelNumber: TransportAddress] = [:]
    private var channels: [TransportAddress: ChannelNumber] = [:]
    private var context: ChannelHandlerContext?

    init(
        isStream: Bool, credential: EphemeralCredential?, configuration: TURNClientConfiguration,
        datagrams: AsyncStream<PeerDatagram>.Continuation
    ) {
        self.isStream = isStream
        self.configuration = configuration
        self.authentication = ClientAuthentication(credential: credential)
        self.datagrams = datagrams
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        self.fail(.closed)
    }

    // MARK: Requests

    /// The success response, whole. Fails with ``TURNClientError``.
    func ask(_ request: TURNRequest, _ answer: EventLoopPromise<ByteBuffer>, attempt: Int = 0) {
        guard let context, context.channel.isActive else { return answer.fail(TURNClientError.closed) }
        let id = TransactionID.random()
        var bytes = context.channel.allocator.buffer(capacity: 256)
        do {
            var writer = STUNMessageWriter(.request, request.method, id, into: &bytes)
            request.write(&writer)
            try self.authentication.finish(writer, into: &bytes)
        } catch {
            return answer.fail(TURNClientError.invalidAnswer)
        }
        self.transactions[id] = Transaction(
            request: request, bytes: bytes, attempt: attempt,
            due: context.eventLoop.now + self.configuration.patience, answer: answer,
            interval: self.configuration.retransmission)
        self.transmit(id, context)
    }

    private func transmit(_ id: TransactionID, _ context: ChannelHandlerContext) {
        guard var transaction = self.transactions[id] else { return }
        context.writeAndFlush(Self.wrapOutboundOut(transaction.bytes), promise: nil)
        let next = self.isStream ? transaction.due : min(transaction.due, context.eventLoop.now + transaction.interval)
        transaction.interval = transaction.interval * 2
        transaction.timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) {
            self.elapsed(id, context)
        }
        self.transactions[id] = transaction
    }

    private func elapsed(_ id: TransactionID, _ context: ChannelHandlerContext) {
        guard let transaction = self.transactions[id] else { return }
        guard transaction.due <= context.eventLoop.now else { return self.transmit(id, context) }
        self.transactions[id] = nil
        transaction.answer.fail(TURNClientError.unanswered)
    }

    private func answered(_ message: STUNMessage, _ bytes: ByteBuffer) {
        guard let transaction = self.transactions.removeValue(forKey: message.transactionID) else { return }
        transaction.timer?.cancel()
        switch self.authentication.judge(message, attempt: transaction.attempt) {
        case .done: transaction.answer.succeed(bytes)
        case .again: self.ask(transaction.request, transaction.answer, attempt: transaction.attempt + 1)
        case .failed(let error): transaction.answer.fail(error)
        }
    }

    // MARK: Datagrams

    func bound(_ channel: ChannelNumber, to peer: TransportAddress) {
        self.peers[channel] = peer
        self.channels[peer] = channel
    }

    /// On the peer's channel where there is one, else as a Send indication.
    func send(_ payload: ByteBuffer, to peer: TransportAddress) {
        guard let context, payload.readableBytes <= IndicationEnvelope.maximumPayload else { return }
        var frame = context.channel.allocator.buffer(
            capacity: payload.readableBytes + IndicationEnvelope.byteCountIPv6 + 3)
        let padding = -payload.readableBytes & 3
        if let channel = self.channels[peer] {
            frame.writeInteger(channel.rawValue)
            frame.writeInteger(UInt16(payload.readableBytes))
            frame.writeImmutableBuffer(payload)
            if self.isStream { frame.writeRepeatingByte(0, count: padding) }
        } else {
            let envelope = SendIndication.envelope(peer: peer, payload: payload.readableBytes, .random())
            frame.writeWithUnsafeMutableBytes(minimumWritableBytes: envelope.frontByteCount) { bytes in
                envelope.writeFront(into: bytes)
                return envelope.frontByteCount
            }
            frame.writeImmutableBuffer(payload)
            frame.writeRepeatingByte(0, count: padding)
        }
        context.writeAndFlush(Self.wrapOutboundOut(frame), promise: nil)
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Self.unwrapInboundIn(data)
        guard self.isStream else { return self.received(bytes) }
        do {
            guard var frames = try self.framer.read(bytes) else { return }
            while case .frame(let length) = frames.withUnsafeReadableBytes({ StreamFrame(at: $0, maximum: .max) }),
                let frame = frames.readSlice(length: length)
            {
                self.received(frame)
            }
        } catch {
            self.fail(.invalidAnswer)
            context.close(promise: nil)
        }
    }

    private func received(_ bytes: ByteBuffer) {
        var bytes = bytes
        guard let first = bytes.readableBytesView.first else { return }
        switch PacketKind(firstByte: first) {
        case .stun:
            bytes.withUnsafeReadableBytes { raw in
                guard let message = try? STUNMessage(reading: raw) else { return }
                switch message.messageClass {
                case .successResponse, .errorResponse: self.answered(message, bytes)
                case .indication: self.indicated(message)
                case .request: break
                }
            }
        case .channelData:
            guard let header = bytes.withUnsafeReadableBytes({ ChannelDataHeader(reading: $0) }),
                let peer = self.peers[header.channel]
            else { return }
            bytes.moveReaderIndex(forwardBy: ChannelDataHeader.byteCount)
            guard let payload = bytes.readSlice(length: header.length) else { return }
            self.datagrams.yield(PeerDatagram(peer: peer, payload: payload, channel: header.channel))
        case .other:
            break
        }
    }

    private func indicated(_ message: STUNMessage) {
        guard message.method == .data, let peer = try? message.attribute(XORPeerAddress.self),
            let data = try? message.attribute(DataAttribute.self)
        else { return }
        let payload = ByteBuffer(bytes: data.bytes)
        self.datagrams.yield(PeerDatagram(peer: peer.address, payload: payload, channel: nil))
    }

    // MARK: The end

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let error = TURNClientError(error)
        self.fail(error)
        // A datagram that nobody took says nothing of the next.
        if self.isStream { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.fail(.closed)
        self.datagrams.finish()
        context.fireChannelInactive()
    }

    private func fail(_ error: TURNClientError) {
        let transactions = self.transactions
        self.transactions = [:]
        for transaction in transactions.values {
            transaction.timer?.cancel()
            transaction.answer.fail(error)
        }
    }
}
