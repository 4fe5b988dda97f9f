// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("What waits for a slow client")
struct StreamQueueTests {
    private func payloads(_ queue: inout StreamQueue) -> [UInt8] {
        var out: [UInt8] = []
        while var batch = queue.next()?.frames {
            while batch.readableBytes > 0 {
                guard batch.readInteger(as: UInt16.self) == 0x4000, let length = batch.readInteger(as: UInt16.self),
                    let payload = batch.readBytes(length: Int(length))
                else { break }
                out.append(payload[0])
                batch.moveReaderIndex(forwardBy: -payload.count & 3)
            }
        }
        return out
    }

    @Test("goes out in order")
    func order() {
        var queue = StreamQueue(maxBytes: 1_000, maxReplyBytes: 1_000)
        for number in UInt8(0)..<5 { _ = queue.append(Frames.channelData([number]), as: .datagrams) }
        #expect(queue.bytes == 5 * 8)
        let out = payloads(&queue)
        #expect(out == [0, 1, 2, 3, 4])
        #expect(queue.bytes == 0 && queue.isEmpty)
    }

    @Test("beyond the bound the oldest datagrams are dropped, whole ones, also within a batch")
    func dropsOldest() {
        var queue = StreamQueue(maxBytes: 24, maxReplyBytes: 1_000)
        let batch = Frames.joined(Frames.channelData([1]), Frames.channelData([2]), Frames.channelData([3]))
        _ = queue.append(batch, as: .datagrams)
        _ = queue.append(Frames.joined(Frames.channelData([4]), Frames.channelData([5])), as: .datagrams)
        #expect(queue.dropped == 2)
        let out = payloads(&queue)
        #expect(out == [3, 4, 5])
    }

    @Test("answers outlive the datagrams around them")
    func keepsReplies() {
        var queue = StreamQueue(maxBytes: 48, maxReplyBytes: 1_000)
        let reply = Frames.granted(.refresh, seconds: 600)
        _ = queue.append(Frames.channelData([1]), as: .datagrams)
        _ = queue.append(reply, as: .replies(allocatedUntil: nil))
        for number in UInt8(2)..<40 { _ = queue.append(Frames.channelData([number]), as: .datagrams) }
        #expect(queue.bytes <= 48)
        var replies = 0
        while let batch = queue.next() {
            if batch.kind.areReplies { replies += batch.frames == reply ? 1 : 0 }
        }
        #expect(replies == 1)
    }

    @Test("a client that asks and never reads is told of")
    func refusesReplies() {
        var queue = StreamQueue(maxBytes: 1_000, maxReplyBytes: 100)
        let reply = Frames.granted(.refresh, seconds: 600)
        let taken = (0..<4).map { _ in queue.append(reply, as: .replies(allocatedUntil: nil)) }
        #expect(taken == [true, true, true, false])
    }

    @Test("a flood stays within the bound")
    func flood() {
        var queue = StreamQueue(maxBytes: 256 * 1024, maxReplyBytes: 1_000)
        let frame = Frames.channelData(Array(repeating: 1, count: 1_200))
        for _ in 0..<10_000 { _ = queue.append(frame, as: .datagrams) }
        #expect(queue.bytes <= 256 * 1024)
        #expect(queue.dropped > 9_000)
    }
}
