// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Counts what reading a feed costs. libical's calls cannot be interrupted, so it is asked between them.
final class FeedMeter {
    private let instancesAllowed: Int
    private let deadline: Int
    private var instances = 0
    private var steps = 0

    init(limits: FeedLimits) {
        instancesAllowed = limits.instances
        let (seconds, attoseconds) = limits.time.components
        deadline = Self.processorTime() + Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    }

    /// For each occurrence in the window.
    func count() throws(FeedError) {
        instances += 1
        if instances > instancesAllowed { throw .tooManyInstances }
    }

    /// For each step that costs little.
    func step() throws(FeedError) {
        steps += 1
        if steps.isMultiple(of: 256) { try check() }
    }

    /// After what may have cost much.
    func check() throws(FeedError) {
        if Self.processorTime() > deadline { throw .tooSlow }
    }

    /// Of this thread, in nanoseconds: a busy machine does not make a feed slow.
    private static func processorTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
