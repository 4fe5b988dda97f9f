// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The connections of a loop's clients, and what waits for each until the end of the round.
struct ClientStreams {
    private var streams: [UInt32: ClientStream] = [:]
    /// Those that something waits for.
    private var written: [UInt32] = []

    subscript(_ stream: UInt32) -> ClientStream? { streams[stream] }

    mutating func open(_ stream: UInt32, _ tuple: FiveTuple, _ sink: any StreamClientSink) {
        streams[stream] = ClientStream(tuple: tuple, sink: sink)
    }

    mutating func remove(_ stream: UInt32) -> ClientStream? {
        streams.removeValue(forKey: stream)
    }

    /// Copies a datagram's frame behind what waits for its client.
    ///
    /// - Parameter padding: zeros behind the frame (RFC 8656 section 12.5).
    mutating func append(_ segment: SendBatch.Segment, padded padding: Int, to stream: UInt32) {
        guard var waiting = streams[stream]?.waiting else { return }
        // One owner while writing, or the buffer would be copied.
        streams[stream]?.waiting = ByteBuffer()
        if waiting.readableBytes == 0 { written.append(stream) }
        if segment.headerLength > 0 {
            waiting.writeBytes(UnsafeRawBufferPointer(start: segment.header, count: segment.headerLength))
        }
        waiting.writeBytes(UnsafeRawBufferPointer(start: segment.payload, count: segment.payloadLength))
        waiting.writeRepeatingByte(0, count: padding)
        streams[stream]?.waiting = waiting
    }

    /// Hands each client what waits for it.
    mutating func flush() {
        guard !written.isEmpty else { return }
        for stream in written {
            guard let waiting = streams[stream]?.waiting else { continue }
            streams[stream]?.waiting = ByteBuffer()
            streams[stream]?.sink.send(waiting, areReplies: false)
        }
        written.removeAll(keepingCapacity: true)
    }

    mutating func closeAll() {
        for stream in streams.values { stream.sink.close() }
        streams = [:]
        written = []
    }
}
