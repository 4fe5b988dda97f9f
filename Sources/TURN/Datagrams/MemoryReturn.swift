// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import NIOCore

/// Decides when the memory of closed allocations and connections goes back to the system: the C library keeps it otherwise.
struct MemoryReturn {
    /// Fewer allocations are not worth the walk over the heap.
    static let worthwhile = 256
    /// A connection is worth so many allocations: what waited for its client, and what TLS kept for it.
    static let stream = 32
    /// The walk waits until no more are closed, for so long.
    static let quiet = TimeAmount.seconds(2)

    /// Counted in allocations.
    private var closed = 0
    private(set) var deadline: NIODeadline?

    mutating func released(_ allocations: Int = 1, at now: NIODeadline) {
        closed += allocations
        if closed >= Self.worthwhile { deadline = now + Self.quiet }
    }

    /// - Returns: whether it is time, once.
    mutating func isDue(at now: NIODeadline) -> Bool {
        guard let deadline, now >= deadline else { return false }
        self.deadline = nil
        closed = 0
        return true
    }
}
