// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The connections of a loop's clients, and what waits for each until the end of the round.
///
/// Outside of the loop a connection has its stream's number; inside it has a place, which costs no search.
struct ClientStreams {
    private var places: [UInt32: Int] = [:]
    private var streams: [ClientStream?] = []
    private var free: [Int] = []
    /// Those that something waits for.
    private var written: [Int] = []

    func place(of stream: UInt32) -> Int? { places[stream] }

    subscript(_ place: Int) -> ClientStream? { streams[place] }

    mutating func open(_ stream: UInt32, _ tuple: FiveTuple, _ sink: any StreamClientSink) {
        let place = free.popLast() ?? streams.count
        if place == streams.count { streams.append(nil) }
        streams[place] = ClientStream(tuple: tuple, sink: sink)
        places[stream] = place
    }

    /// The loop reads a connection from now on.
    mutating func adopt(_ adopted: AdoptedStream, at place: Int) {
        streams[place]?.adopted = adopted
    }

    /// The loop reads a connection no more.
    mutating func leave(_ place: Int) {
        streams[place]?.adopted = nil
    }

    /// Reads a connection behind what is kept of it; nothing of one that its event loop reads.
    func read(_ place: Int, into receiving: inout ReceiveBatch) -> ReceiveBatch.StreamRead {
        guard let adopted = streams[place]?.adopted else { return .nothing }
        return receiving.read(adopted.socket.descriptor, behind: adopted.kept)
    }

    /// What a frame of a connection that the loop reads may measure.
    func largestFrame(_ place: Int, isAllocated: Bool) -> Int {
        isAllocated ? StreamFramer.maxFrame : streams[place]?.adopted?.unauthenticatedFrame ?? 0
    }

    /// Keeps the beginning of a frame until the rest has come. To what is kept already only the rest is added: a frame that
    /// comes byte by byte would cost memory of its length for each.
    ///
    /// - Parameters:
    ///   - bytes: what was read, with what was kept in front.
    ///   - start: of the frame.
    mutating func keep(_ bytes: UnsafeRawBufferPointer, from start: Int, at place: Int) {
        guard let kept = streams[place]?.adopted?.kept.readableBytes, start < bytes.count || kept > 0 else { return }
        if start > 0 { streams[place]?.adopted?.kept = ByteBuffer() }
        let known = start == 0 ? kept : 0
        streams[place]?.adopted?.kept.writeBytes(UnsafeRawBufferPointer(rebasing: bytes[(start + known)...]))
    }

    /// Call it when no allocation has the place any more.
    mutating func remove(_ stream: UInt32) {
        guard let place = places.removeValue(forKey: stream) else { return }
        streams[place] = nil
        free.append(place)
    }

    /// Copies a datagram's frame behind what waits for its client.
    ///
    /// - Parameter padding: zeros behind the frame (RFC 8656 section 12.5).
    mutating func append(_ segment: SendBatch.Segment, padded padding: Int, to place: Int) {
        guard let waiting = streams[place]?.waiting.readableBytes else { return }
        if waiting == 0 { written.append(place) }
        if segment.headerLength > 0 {
            let header = UnsafeRawBufferPointer(start: segment.header, count: segment.headerLength)
            streams[place]?.waiting.writeBytes(header)
        }
        let payload = UnsafeRawBufferPointer(start: segment.payload, count: segment.payloadLength)
        streams[place]?.waiting.writeBytes(payload)
        if padding > 0 { streams[place]?.waiting.writeRepeatingByte(0, count: padding) }
    }

    /// Hands each client what waits for it.
    mutating func flush() {
        guard !written.isEmpty else { return }
        for place in written {
            guard let stream = streams[place] else { continue }
            streams[place]?.waiting = ByteBuffer()
            stream.sink.send(stream.waiting, as: .datagrams)
        }
        written.removeAll(keepingCapacity: true)
    }

    mutating func closeAll() {
        for stream in streams { stream?.sink.close() }
        self = ClientStreams()
    }
}
