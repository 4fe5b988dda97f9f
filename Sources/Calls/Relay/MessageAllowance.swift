// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A token bucket in one number (the generic cell rate algorithm): the instant at which the bucket would be full again.
struct MessageAllowance: Sendable {
    private var fullAt: Int64 = .min

    /// Takes one message if there is room for it.
    /// - Parameters:
    ///   - now: nanoseconds of a monotonic clock.
    ///   - burst: messages that may come at once.
    ///   - interval: nanoseconds in which one message is earned back.
    @inline(__always)
    mutating func take(at now: Int64, burst: Int64, interval: Int64) -> Bool {
        let next = max(fullAt, now) + interval
        guard next - now <= burst * interval else { return false }
        fullAt = next
        return true
    }
}
