// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The way back from the relay's loop to a connection on its event loop.
///
/// The loop hands in batches at its pace; the event loop is woken once for all that have come until it looks.
final class StreamClient: StreamClientSink {
    private struct Waiting {
        var queue: StreamQueue
        /// The event loop will look: it was woken, or waits until the connection can be written to.
        var isExpected = false
        var isClosed = false
    }

    private let eventLoop: any EventLoop
    private let handler: NIOLoopBound<StreamHandler>
    private let waiting: Mutex<Waiting>

    /// On the connection's event loop.
    init(handler: StreamHandler, eventLoop: any EventLoop, limits: StreamLimits) {
        self.eventLoop = eventLoop
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
        self.waiting = Mutex(
            Waiting(queue: StreamQueue(maxBytes: limits.queuedBytes, maxReplyBytes: limits.queuedAnswerBytes)))
    }

    func send(_ frames: ByteBuffer, areReplies: Bool) {
        let (wakes, overflows) = self.waiting.withLock { waiting in
            guard !waiting.isClosed else { return (false, false) }
            guard waiting.queue.append(frames, areReplies: areReplies) else { return (false, true) }
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

    func resumeReading() {
        self.onEventLoop { $0.resumeReading() }
    }

    func close() {
        self.onEventLoop { $0.finish() }
    }

    /// The oldest batch; nil when nothing waits, and then the next ``send(_:areReplies:)`` wakes the event loop.
    func next() -> StreamQueue.Batch? {
        self.waiting.withLock { waiting in
            let batch = waiting.queue.next()
            if batch == nil { waiting.isExpected = false }
            return batch
        }
    }

    /// The connection is gone: nothing is taken any more.
    func shut() {
        self.waiting.withLock { waiting in
            waiting.isClosed = true
            waiting.queue.removeAll()
        }
    }

    private func onEventLoop(_ body: @escaping @Sendable (StreamHandler) -> Void) {
        let handler = self.handler
        self.eventLoop.execute { body(handler.value) }
    }
}
