// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// Connections that the loop reads by itself: plain TCP of clients that hold an allocation.
extension RelayEngine {
    mutating func adopt(_ adopted: AdoptedStream, of stream: UInt32) {
        guard let place = streams.place(of: stream) else { return }
        do {
            try poller.watch(adopted.socket.descriptor, as: Poller.Tag(.stream, UInt32(place)))
            streams.adopt(adopted, at: place)
        } catch {
            streams[place]?.sink.close()
        }
    }

    /// Ends the watch. The socket is open as long as the connection's event loop holds it, so it would not end by itself.
    mutating func leave(_ place: Int) {
        guard let socket = streams[place]?.adopted?.socket else { return }
        poller.unwatch(socket.descriptor)
        streams.leave(place)
    }

    mutating func readStream(_ place: Int) {
        if receiving.free == 0 { flush() }
        switch streams.read(place, into: &receiving) {
        case .nothing: break
        case .end: end(place)
        case .bytes(let bytes): take(bytes, place)
        }
    }

    /// Serves the whole frames and keeps what follows them.
    private mutating func take(_ bytes: UnsafeMutableRawBufferPointer, _ place: Int) {
        guard let tuple = streams[place]?.tuple else { return }
        let isAllocated = table.allocation(for: tuple) != nil
        if !isAllocated { streams[place]?.sink.heard() }
        let maximum = streams.largestFrame(place, isAllocated: isAllocated)
        var offset = 0
        reading: while offset < bytes.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
            if !isAllocated, PacketKind(firstByte: rest[0]) == .channelData { return end(place) }
            switch StreamFrame(at: UnsafeRawBufferPointer(rest), maximum: maximum) {
            case .frame(let length):
                takeFrame(UnsafeMutableRawBufferPointer(rebasing: rest[..<length]), tuple, place)
                offset += length
            case .need: break reading
            case .invalid: return end(place)
            }
        }
        streams.keep(UnsafeRawBufferPointer(bytes), from: offset, at: place)
    }

    /// The client closed the connection, or broke its framing.
    private mutating func end(_ place: Int) {
        leave(place)
        streams[place]?.sink.close()
    }
}
