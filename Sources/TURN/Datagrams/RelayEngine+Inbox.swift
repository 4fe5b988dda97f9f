// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// What other threads hand in.
extension RelayEngine {
    mutating func readInbox(_ inbox: StreamInbox, _ items: inout [StreamInbox.Item]) {
        let paused = inbox.take(reusing: &items)
        for item in items {
            switch item {
            case .opened(let stream, let tuple, let sink): streams.open(stream, tuple, sink)
            case .frames(let stream, let frames): take(frames, from: stream)
            case .adopted(let stream, let adopted): adopt(adopted, of: stream)
            case .closed(let stream): closed(stream)
            case .revoked(let participant): revoke(participant)
            case .ownAddresses(let addresses): table.adopt(ownAddresses: addresses, at: now.monotonic)
            case .stop: isStopping = true
            }
        }
        items.removeAll(keepingCapacity: items.capacity <= 1_024)
        for stream in paused {
            if let place = streams.place(of: stream) { streams[place]?.sink.resumeReading() }
        }
    }

    /// Relays whole frames of a connection. What is sent refers to them, so it is sent before they go.
    private mutating func take(_ frames: ByteBuffer, from stream: UInt32) {
        guard let place = streams.place(of: stream), let tuple = streams[place]?.tuple else { return }
        // Headers are changed in place: the connection gave the bytes away, and nobody else looks at them.
        var frames = frames
        let readable = frames.readerIndex..<frames.writerIndex
        frames.withVeryUnsafeMutableBytes { storage in
            let bytes = UnsafeMutableRawBufferPointer(rebasing: storage[readable])
            var offset = 0
            while offset < bytes.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
                guard case .frame(let length) = StreamFrame(at: UnsafeRawBufferPointer(rest)) else { break }
                takeFrame(UnsafeMutableRawBufferPointer(rebasing: rest[..<length]), tuple, place)
                offset += length
            }
            send()
        }
    }

    @inline(__always)
    mutating func takeFrame(_ frame: UnsafeMutableRawBufferPointer, _ tuple: FiveTuple, _ place: Int) {
        if PacketKind(firstByte: frame[0]) == .channelData {
            takeChannelData(frame, tuple)
        } else {
            take(frame, before: 0, tuple, .stream(place))
        }
    }

    private mutating func closed(_ stream: UInt32) {
        if let allocation = table.clientGone(stream: stream, at: now) { close(allocation) }
        if let place = streams.place(of: stream) { leave(place) }
        streams.remove(stream)
        memory.released(MemoryReturn.stream, at: now.monotonic)
    }

    private mutating func revoke(_ participant: String) {
        var ended: [AllocationIndex] = []
        table.revoke(participant: participant, at: now) { ended.append($0) }
        for allocation in ended { endUnasked(allocation) }
    }
}
