// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// What waits for a client of a stream: bounded, because a client may read as slowly as it likes.
///
/// Datagrams are worth nothing when they are late, so the oldest go first. Answers are few and never dropped; a client that
/// asks without end and never reads makes ``append(_:as:)`` say so.
struct StreamQueue {
    struct Batch {
        var frames: ByteBuffer
        var kind: StreamFrameKind
    }

    /// Batches smaller than this are put together: fewer writes, and no large buffer held by a few bytes.
    private static let joinedBytes = 16 * 1024

    private let maxBytes: Int
    private let maxReplyBytes: Int
    private var batches = CircularBuffer<Batch>()
    private(set) var bytes = 0
    private(set) var replyBytes = 0
    /// Frames that were dropped since the beginning.
    private(set) var dropped = 0

    init(maxBytes: Int, maxReplyBytes: Int) {
        self.maxBytes = maxBytes
        self.maxReplyBytes = maxReplyBytes
    }

    var isEmpty: Bool { self.batches.isEmpty }

    /// False when more answers wait than may: the connection must be closed.
    mutating func append(_ frames: ByteBuffer, as kind: StreamFrameKind) -> Bool {
        let count = frames.readableBytes
        self.bytes += count
        if kind.areReplies { self.replyBytes += count }
        if !self.join(frames, as: kind) { self.batches.append(Batch(frames: frames, kind: kind)) }
        if self.bytes > self.maxBytes { self.dropOldest() }
        return self.replyBytes <= self.maxReplyBytes
    }

    mutating func next() -> Batch? {
        guard let batch = self.batches.popFirst() else { return nil }
        self.bytes -= batch.frames.readableBytes
        if batch.kind.areReplies { self.replyBytes -= batch.frames.readableBytes }
        return batch
    }

    mutating func removeAll() {
        self.batches.removeAll()
        self.bytes = 0
        self.replyBytes = 0
    }

    private mutating func join(_ frames: ByteBuffer, as kind: StreamFrameKind) -> Bool {
        guard let last = self.batches.last, last.kind.areReplies == kind.areReplies,
            last.frames.readableBytes + frames.readableBytes <= Self.joinedBytes
        else { return false }
        let index = self.batches.index(before: self.batches.endIndex)
        self.batches[index].frames.writeImmutableBuffer(frames)
        self.batches[index].kind = kind
        return true
    }

    private mutating func dropOldest() {
        var kept = CircularBuffer<Batch>()
        while self.bytes > self.maxBytes, var batch = self.batches.popFirst() {
            if !batch.kind.areReplies { self.trim(&batch.frames) }
            if batch.frames.readableBytes > 0 { kept.append(batch) }
        }
        while let batch = kept.popLast() { self.batches.prepend(batch) }
    }

    /// Takes whole frames from the front until the bound holds.
    private mutating func trim(_ frames: inout ByteBuffer) {
        while self.bytes > self.maxBytes, frames.readableBytes > 0 {
            let length: Int
            switch frames.withUnsafeReadableBytes({ StreamFrame(at: $0) }) {
            case .frame(let whole): length = min(whole, frames.readableBytes)
            case .need, .invalid: length = frames.readableBytes
            }
            frames.moveReaderIndex(forwardBy: length)
            self.bytes -= length
            self.dropped += 1
        }
    }
}
