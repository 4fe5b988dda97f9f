// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import STUN

/// The way back from the relay's loop to a connection on its event loop.
///
/// The loop hands in batches at its pace; the event loop is woken once for all that have come until it looks. Datagrams
/// for a plain TCP connection on which nothing waits do not need the event loop: they are written from the loop's thread.
final class StreamClient: StreamClientSink {
    private struct Waiting {
        var queue: StreamQueue
        /// The rest of a frame that was written in part: it comes before all else.
        var cut: ByteBuffer?
        var direct: DirectSocket?
        /// Nothing waits here, in the channel, or on its way between.
        var isSettled = false
        /// The event loop will look: it was woken, or waits until the connection can be written to.
        var isExpected = false
        var isClosed = false
    }

    private let eventLoop: any EventLoop
    private let handler: NIOLoopBound<StreamHandler>
    private let tally: StreamTally
    private let waiting: NIOLockedValueBox<Waiting>

    /// On the connection's event loop.
    ///
    /// - Parameter direct: nil where bytes must pass the channel's handlers.
    init(
        handler: StreamHandler, eventLoop: any EventLoop, limits: StreamLimits, tally: StreamTally,
        direct: DirectSocket?
    ) {
        self.eventLoop = eventLoop
        self.tally = tally
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
        self.waiting = NIOLockedValueBox(
            Waiting(
                queue: StreamQueue(maxBytes: limits.queuedBytes, maxReplyBytes: limits.queuedAnswerBytes),
                direct: direct))
    }

    func send(_ frames: ByteBuffer, as kind: StreamFrameKind) {
        let (wakes, overflows) = self.waiting.withLockedValue { waiting in
            guard !waiting.isClosed else { return (false, false) }
            var frames = frames
            if !kind.areReplies, waiting.isSettled, Self.writeDirectly(&frames, &waiting) { return (false, false) }
            waiting.isSettled = false
            let dropped = waiting.queue.dropped
            let fits = waiting.queue.append(frames, as: kind)
            self.tally.drop(waiting.queue.dropped - dropped)
            guard fits else { return (false, true) }
            defer { waiting.isExpected = true }
            return (!waiting.isExpected, false)
        }
        if overflows {
            self.shut()
            self.onEventLoop { $0.abandon() }
        } else if wakes {
            self.onEventLoop { $0.writeWaiting() }
        }
    }

    /// Takes off `frames` what was written, and what must follow it because a frame was cut.
    ///
    /// - Returns: whether all was written.
    private static func writeDirectly(_ frames: inout ByteBuffer, _ waiting: inout Waiting) -> Bool {
        guard let direct = waiting.direct else { return false }
        let written = direct.write(frames)
        guard written < frames.readableBytes else { return true }
        var whole = 0
        while whole < written {
            let next = frames.withUnsafeReadableBytes {
                StreamFrame(at: UnsafeRawBufferPointer(rebasing: $0[whole...]))
            }
            guard case .frame(let length) = next else { break }
            whole += length
        }
        frames.moveReaderIndex(forwardBy: written)
        if whole > written { waiting.cut = frames.readSlice(length: whole - written) }
        return false
    }

    /// The channel has written all that it was given.
    func settle() {
        self.waiting.withLockedValue { waiting in
            waiting.isSettled = !waiting.isExpected && waiting.queue.isEmpty && waiting.cut == nil
        }
    }

    func resumeReading() {
        self.onEventLoop { $0.resumeReading() }
    }

    func heard() {
        self.onEventLoop { $0.heard() }
    }

    func lostAllocation() {
        self.onEventLoop { $0.lostAllocation() }
    }

    func close() {
        self.onEventLoop { $0.finish() }
    }

    /// The oldest batch; nil when nothing waits, and then the next ``send(_:as:)`` wakes the event loop.
    func next() -> StreamQueue.Batch? {
        self.waiting.withLockedValue { waiting in
            if let cut = waiting.cut.take() { return StreamQueue.Batch(frames: cut, kind: .datagrams) }
            let batch = waiting.queue.next()
            if batch == nil { waiting.isExpected = false }
            return batch
        }
    }

    /// The connection is gone: nothing is taken any more.
    func shut() {
        self.waiting.withLockedValue { waiting in
            waiting.isClosed = true
            waiting.direct = nil
            waiting.cut = nil
            waiting.queue.removeAll()
        }
    }

    private func onEventLoop(_ body: @escaping @Sendable (StreamHandler) -> Void) {
        let handler = self.handler
        self.eventLoop.execute { body(handler.value) }
    }
}
