// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// How long a connection may stay: as long as it holds an allocation, else as the limits say.
struct StreamTenure {
    private let limits: StreamLimits
    private var lastHeard: NIODeadline
    private var withoutAllocationSince: NIODeadline
    private var allocatedUntil: NIODeadline?

    init(limits: StreamLimits, now: NIODeadline) {
        self.limits = limits
        self.lastHeard = now
        self.withoutAllocationSince = now
    }

    var isAllocated: Bool { self.allocatedUntil != nil }

    /// When to ask ``isOver(now:)``.
    var due: NIODeadline {
        self.allocatedUntil
            ?? min(self.lastHeard + self.limits.silence, self.withoutAllocationSince + self.limits.withoutAllocation)
    }

    mutating func heard(now: NIODeadline) {
        self.lastHeard = now
    }

    /// Replies are on their way to the client.
    ///
    /// - Parameter allocatedUntil: when its allocation ends after them; nil when it holds none.
    mutating func answered(allocatedUntil end: NIODeadline?, now: NIODeadline) {
        if end == nil, self.isAllocated { self.lost(now) }
        self.allocatedUntil = end
    }

    /// Whether the connection must be closed. An allocation whose time has passed is gone, and its connection has the same
    /// time to make another as a new one.
    mutating func isOver(now: NIODeadline) -> Bool {
        if let allocatedUntil, allocatedUntil <= now { self.lost(now) }
        return self.due <= now
    }

    private mutating func lost(_ now: NIODeadline) {
        self.allocatedUntil = nil
        self.lastHeard = now
        self.withoutAllocationSince = now
    }
}
