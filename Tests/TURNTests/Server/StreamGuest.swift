// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import STUN
import Testing

@testable import TURN

/// A connection without a network: the loop's side of it is real.
final class StreamGuest: StreamClientSink {
    enum Event: Equatable {
        case frames([UInt8], StreamFrameKind)
        case resumed
        case heard
        case lostAllocation
        case closed
    }

    enum Failure: Error { case nothingCame }

    private let events = ConditionLock<Int>(value: 0)
    private let kept = NIOLockedValueBox<[Event]>([])
    let client = TransportAddress(ip: IPAddress(v4: 0xC000_0201), port: 50_000)

    func send(_ frames: ByteBuffer, as kind: StreamFrameKind) {
        keep(.frames(Array(frames.readableBytesView), kind))
    }
    func resumeReading() { keep(.resumed) }
    func heard() { keep(.heard) }
    func lostAllocation() { keep(.lostAllocation) }
    func close() { keep(.closed) }

    private func keep(_ event: Event) {
        events.lock()
        let count = kept.withLockedValue { kept in
            kept.append(event)
            return kept.count
        }
        events.unlock(withValue: count > 0 ? 1 : 0)
    }

    /// The oldest thing that the loop did.
    func next() throws -> Event {
        guard events.lock(whenValue: 1, timeoutSeconds: 5) else { throw Failure.nothingCame }
        let (event, left) = kept.withLockedValue { kept in (kept.removeFirst(), kept.count) }
        events.unlock(withValue: left > 0 ? 1 : 0)
        return event
    }

    /// The bytes of the next frames.
    func frames() throws -> [UInt8] {
        guard case .frames(let bytes, _) = try next() else { throw Failure.nothingCame }
        return bytes
    }
}
