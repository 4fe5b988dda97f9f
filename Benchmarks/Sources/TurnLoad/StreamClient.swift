// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One allocation over TCP or TLS; then frames of ChannelData, one write (and so one record of TLS) each, as a browser does.
final class StreamClient: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private(set) var allocation: Allocation
    private let ready: EventLoopPromise<Void>
    private let frame: Frame
    private let outgoing: ByteBuffer
    private var head = ByteBuffer()
    private var context: ChannelHandlerContext?
    private(set) var received = 0
    private(set) var sent = 0

    init(index: Int, peer: Address, options: Options, ready: EventLoopPromise<Void>) {
        self.allocation = Allocation(index: index, secret: options.secret, needsChannel: true)
        self.allocation.peer = peer
        self.frame = Frame(.channelData(self.allocation.channelNumber), size: options.size)
        // RFC 8656 section 12.5: padded on streams.
        let padding = (4 - self.frame.bytes.count % 4) % 4
        self.outgoing = ByteBuffer(bytes: self.frame.bytes + [UInt8](repeating: 0, count: padding))
        self.ready = ready
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        self.ready.fail(ChannelError.ioOnClosedChannel)
    }

    func channelActive(context: ChannelHandlerContext) { self.ask() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.ready.fail(error)
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = Self.unwrapInboundIn(data)
        if self.head.readableBytes == 0 { self.head = bytes } else { self.head.writeBuffer(&bytes) }
        let taken = self.head.withUnsafeReadableBytes { self.takeFrames($0) }
        self.head.moveReaderIndex(forwardBy: taken)
        if self.head.readableBytes == 0 { self.head = ByteBuffer() } else { self.head.discardReadBytes() }
    }

    /// - Returns: how many bytes were whole frames.
    private func takeFrames(_ bytes: UnsafeRawBufferPointer) -> Int {
        var at = 0
        while bytes.count - at >= 4 {
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            let isSTUN = bytes[at] < 0x40
            let whole = isSTUN ? 20 + length : 4 + (length + 3) & ~3
            guard bytes.count - at >= whole else { break }
            let end = at + (isSTUN ? whole : 4 + length)
            self.take(UnsafeRawBufferPointer(rebasing: bytes[at..<end]), isSTUN: isSTUN)
            at += whole
        }
        return at
    }

    private func take(_ frame: UnsafeRawBufferPointer, isSTUN: Bool) {
        if !isSTUN {
            if self.frame.payload(in: frame) != nil { self.received += 1 }
            return
        }
        guard let answer = Answer(frame) else { return }
        do {
            guard try self.allocation.received(answer) else { return }
            if self.allocation.step == .done { self.ready.succeed() } else { self.ask() }
        } catch {
            self.ready.fail(error)
        }
    }

    private func ask() {
        self.context?.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: self.allocation.request)), promise: nil)
    }

    func reset() {
        self.received = 0
        self.sent = 0
    }

    /// The caller flushes.
    func send() {
        self.sent += 1
        self.context?.write(Self.wrapOutboundOut(self.outgoing), promise: nil)
    }

    func flush() { self.context?.flush() }

    var isWritable: Bool { self.context?.channel.isWritable ?? false }
}
