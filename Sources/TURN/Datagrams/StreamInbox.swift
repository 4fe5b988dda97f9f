// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import STUN

/// What other threads hand to a relay's loop: bytes of streams, revocations, changes of address, and the order to stop.
///
/// A handler opens a stream once, hands in batches of whole frames, and closes it once. The loop is woken only when the
/// inbox was empty.
final class StreamInbox: Sendable {
    /// Bytes that may wait here before a stream is asked to stop reading.
    static let bound = 1 << 20

    /// One thing that happened, in the order in which it did.
    enum Item: Sendable {
        case opened(UInt32, FiveTuple, any StreamClientSink)
        case frames(UInt32, ByteBuffer)
        /// From now on the loop reads it.
        case adopted(UInt32, AdoptedStream)
        case closed(UInt32)
        case revoked(participant: String)
        /// All that this machine has now.
        case ownAddresses([IPAddress])
        case stop
    }

    private struct Waiting {
        var items: [Item] = []
        var bytes = 0
        var paused: [UInt32] = []
        var nextStream: UInt32 = 1
        var isClosed = false
    }

    private let waiting = NIOLockedValueBox(Waiting())
    private let wake: @Sendable () -> Void

    /// - Parameter wake: makes the loop look into the inbox; called from any thread.
    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// A new connection; its number is the `stream` of its five-tuple. Nil when the loop has stopped.
    func open(
        client: TransportAddress, server: TransportAddress, transport: ClientTransport, sink: any StreamClientSink
    ) -> UInt32? {
        let (stream, wasEmpty) = waiting.withLockedValue { waiting -> (UInt32?, Bool) in
            guard !waiting.isClosed else { return (nil, false) }
            let stream = waiting.nextStream
            waiting.nextStream = stream == .max ? 1 : stream + 1
            let tuple = FiveTuple(client: client, server: server, transport: transport, stream: stream)
            waiting.items.append(.opened(stream, tuple, sink))
            return (stream, waiting.items.count == 1)
        }
        if wasEmpty { wake() }
        return stream
    }

    /// Whole frames of a connection, one after another: STUN messages, and ChannelData with its padding.
    ///
    /// They are always taken. `false` asks the connection to read no more until its sink's `resumeReading()`.
    func receive(_ frames: ByteBuffer, from stream: UInt32) -> Bool {
        let (mayReadOn, wasEmpty) = waiting.withLockedValue { waiting in
            guard !waiting.isClosed else { return (true, false) }
            waiting.items.append(.frames(stream, frames))
            waiting.bytes += frames.readableBytes
            let isFull = waiting.bytes > Self.bound
            if isFull { waiting.paused.append(stream) }
            return (!isFull, waiting.items.count == 1)
        }
        if wasEmpty { wake() }
        return mayReadOn
    }

    /// Hands a connection over: nothing of it is handed in after this but its end.
    func adopt(_ adopted: AdoptedStream, of stream: UInt32) {
        put(.adopted(stream, adopted))
    }

    /// The connection has ended; its allocation goes with it.
    func close(stream: UInt32) {
        put(.closed(stream))
    }

    func put(_ item: Item) {
        let wasEmpty = waiting.withLockedValue { waiting in
            guard !waiting.isClosed else { return false }
            waiting.items.append(item)
            return waiting.items.count == 1
        }
        if wasEmpty { wake() }
    }

    /// Everything that waits, in order, and the streams that were asked to pause. Called on the loop's thread.
    ///
    /// - Parameter reuse: an empty array whose storage takes the next items.
    func take(reusing reuse: inout [Item]) -> [UInt32] {
        waiting.withLockedValue { waiting in
            swap(&waiting.items, &reuse)
            waiting.bytes = 0
            let paused = waiting.paused
            if !paused.isEmpty { waiting.paused = [] }
            return paused
        }
    }

    /// Takes nothing from now on; what waits is dropped.
    func shut() {
        waiting.withLockedValue { waiting in
            waiting.isClosed = true
            waiting.items = []
        }
    }
}
