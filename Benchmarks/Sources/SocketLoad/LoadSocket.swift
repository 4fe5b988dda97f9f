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
    private var context: ChannelHandlerContext?
    private var template: (before: [UInt8], after: [UInt8])?

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
        self.head.writeBuffer(&bytes)
        if !self.isOpen { self.readHead(context) }
        while self.isOpen, let text = self.readFrame() { self.received(text) }
        self.head.discardReadBytes()
        if self.head.readableBytes == 0 { self.head = ByteBuffer() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.tally.lost += 1
        context.fireChannelInactive()
    }

    private func readHead(_ context: ChannelHandlerContext) {
        let view = self.head.readableBytesView
        guard let end = view.indices.first(where: { view[$0...].starts(with: "\r\n\r\n".utf8) }) else { return }
        let text = self.head.readString(length: end - view.startIndex + 4) ?? ""
        guard text.hasPrefix("HTTP/1.1 101 ") else {
            print(text.split(separator: "\r\n").first ?? "no answer")
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
            if first & 0x0F == 9 { self.write([0x8A, 0x80, 0, 0, 0, 0]) }
        }
        return nil
    }

    private func received(_ text: ByteBuffer) {
        if let time = Self.time(in: text) {
            self.tally.arrived(sentAt: time)
            if self.answers && self.tally.isRunning { self.sendMeasured() }
            return
        }
        let words = String(buffer: text)
        if words.contains(#""type":"ping""#) || words.contains(#""type": "ping""#) { self.send(#"{"type":"pong"}"#) }
        if let range = words.firstRange(of: #""call":""#) {
            self.call = String(words[range.upperBound...].prefix { $0 != "\"" })
        }
        if case .await(let mark) = self.steps.first, words.contains(mark) {
            self.steps.removeFirst()
            self.proceed()
        }
    }

    private func proceed() {
        while case .send(let text) = self.steps.first {
            self.steps.removeFirst()
            self.send(text)
        }
        if self.steps.isEmpty { self.ready.succeed() }
    }

    func sendMeasured() {
        let template = self.template ?? self.makeTemplate()
        let digits = Array(String(10_000_000_000_000_000 + NIODeadline.now().uptimeNanoseconds).utf8.suffix(16))
        self.tally.sent += 1
        self.send(template.before + [UInt8(ascii: "@")] + digits + [UInt8(ascii: "@")] + template.after)
    }

    private func makeTemplate() -> (before: [UInt8], after: [UInt8]) {
        let text = self.message.replacing("{call}", with: self.call)
        let parts = text.split(separator: "{time}", maxSplits: 1, omittingEmptySubsequences: false)
        let made = (before: Array((parts.first ?? "").utf8), after: Array((parts.dropFirst().first ?? "").utf8))
        self.template = made
        return made
    }

    private static func time(in text: ByteBuffer) -> UInt64? {
        let view = text.readableBytesView
        guard let start = view.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        var time: UInt64 = 0
        for byte in view[(start + 1)...].prefix(16) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            time = time * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        return time
    }

    private func send(_ text: String) { self.send(Array(text.utf8)) }

    /// Masked with a key of zeros, which costs nothing.
    private func send(_ text: [UInt8]) {
        let length = text.count < 126 ? [UInt8(text.count)] : [126, UInt8(text.count >> 8), UInt8(text.count & 0xFF)]
        self.write([0x81, 0x80 | length[0]] + length.dropFirst() + [0, 0, 0, 0] + text)
    }

    private func write(_ bytes: [UInt8]) {
        self.context?.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
