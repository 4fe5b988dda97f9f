// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// How fast datagrams come, and so how a loop waits for the next. To fall asleep and be woken costs a thread about as much
/// as relaying a datagram, and the datagram waits for all of it: when the next is due sooner than that, the loop looks out
/// for it instead.
struct Pace {
    /// The gap between two datagrams at which sleeping costs no more than staying awake.
    private static let shortGap = 11.0
    /// How long a gap is looked out for: rarely longer when they come at that pace. Microseconds, like the gap.
    static let vigil = TimeAmount.microseconds(30)
    private static let window = TimeAmount.milliseconds(2)

    private var since = NIODeadline.uptimeNanoseconds(0)
    private var received = 0
    private(set) var isFast = false

    /// - Parameter count: what a round received: a burst in one buffer is one.
    @inline(__always)
    mutating func count(_ count: Int, at now: NIODeadline) {
        received += count
        let past = now - since
        guard past >= Self.window else { return }
        isFast = Double(received) * Self.shortGap * 1_000 > Double(past.nanoseconds)
        since = now
        received = 0
    }
}
