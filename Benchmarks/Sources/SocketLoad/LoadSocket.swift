// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket

/// One client: handshake by hand, its plan, then measured messages, which carry `@time@`.
final class LoadSocket: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let message: String
    private var steps: ArraySlice<Plan.Step>
    private let tally: Tally
    private let answers: Bool
    private let ready: EventLoopPromise<Void>
    private var head = ByteBuffer()
    private var isOpen = false
    private var call = ""
    /// All that was heard while the plan runs: what a step waits for may have come before what the last one waited for.
    private var heard = ""
    private var context: ChannelHandlerContext?
    private var measured: MeasuredFrame?

    init(options: Options, plan: Plan, tally: Tally, ready: EventLoopPromise<Void>) {
        self.message = options.message
        self.steps = plan.steps[...]
        self.answers = options.rate == 0
        self.tally = tally
        self.ready = ready
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        self.ready.fail(ChannelError.ioOnClosedChannel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        if self.head.readableBytes == 0 { self.head = bytes } else { self.head.writeBuffer(&bytes) }
        if !self.isOpen { self.readHead(context) }
        while self.isOpen, let text = self.readFrame() { self.received(text) }
        // Nothing is kept of what was read, so that 5,000 idle sockets do not hold a read buffer each.
        self.head = self.head.readableBytes == 0 ? ByteBuffer() : ByteBuffer(bytes: self.head.readableBytesView)
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

    func channelInactive(context: ChannelHandlerContext) {
        self.tally.lost += 1
        context.fireChannelInactive()
    }

    private func readHead(_ context: ChannelHandlerContext) {
        let view = self.head.readableBytesView
        guard let end = view.indices.first(where: { view[$0...].starts(with: "\r\n\r\n".utf8) }) else { return }
        let text = self.head.readString(length: end - view.startIndex + 4) ?? ""
        guard text.hasPrefix("HTTP/1.1 101 ") else {
            print(text.prefix { $0 != "\r\n" })
            return context.close(promise: nil)
        }
        self.isOpen = true
        self.proceed()
    }

    /// A server's frame: never masked, never larger than 64 KiB here. Control frames are skipped.
    private func readFrame() -> ByteBuffer? {
        while let first: UInt8 = self.head.getInteger(at: self.head.readerIndex),
            let second: UInt8 = self.head.getInteger(at: self.head.readerIndex + 1)
        {
            var (header, length) = (2, Int(second))
            if length == 126 {
                guard let word: UInt16 = self.head.getInteger(at: self.head.readerIndex + 2) else { return nil }
                (header, length) = (4, Int(word))
            }
            guard self.head.readableBytes >= header + length else { return nil }
            self.head.moveReaderIndex(forwardBy: header)
            guard let payload = self.head.readSlice(length: length) else { return nil }
            if first & 0x0F == 1 { return payload }
            if first & 0x0F == 9 { self.write(ByteBuffer(bytes: [0x8A, 0x80, 0, 0, 0, 0])) }
        }
        return nil
    }

    private func received(_ text: ByteBuffer) {
        if let time = MeasuredFrame.time(in: text) {
            self.tally.arrived(sentAt: time)
            if self.answers && self.tally.isRunning { self.sendMeasured() }
            return
        }
        let words = String(buffer: text)
        if words.contains(#""type":"ping""#) || words.contains(#""type": "ping""#) { self.send(#"{"type":"pong"}"#) }
        if words.contains(#""type":"refused""#) { print(words) }
        if let range = words.firstRange(of: #""call":""#) {
            self.call = String(words[range.upperBound...].prefix { $0 != "\"" })
        }
        if !self.steps.isEmpty {
            self.heard += words
            self.proceed()
        }
    }

    private func proceed() {
        loop: while let step = self.steps.first {
            switch step {
            case .send(let text): self.send(text)
            case .await(let mark): if !self.heard.contains(mark) { break loop }
            }
            self.steps.removeFirst()
        }
        if self.steps.isEmpty {
            self.heard = ""
            self.ready.succeed()
        }
    }

    /// - Parameter due: when it should have been sent, which counts as the time of sending; now when nil. Whoever calls
    ///   this outside of a read must flush.
    func sendMeasured(due: NIODeadline? = nil) {
        if self.measured == nil {
            self.measured = MeasuredFrame(self.message.replacing("{call}", with: self.call))
        }
        self.tally.sent += 1
        guard let frame = self.measured?.bytes(at: (due ?? .now()).uptimeNanoseconds) else { return }
        self.write(frame)
    }

    func flush() { self.context?.flush() }

    private func send(_ text: String) {
        self.write(ByteBuffer(bytes: MeasuredFrame.masked(Array(text.utf8))))
        self.flush()
    }

    private func write(_ bytes: ByteBuffer) {
        self.context?.write(Self.wrapOutboundOut(bytes), promise: nil)
    }
}
