// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What was sent and what arrived; bound to the one event loop of the load.
final class Tally {
    var isRunning = false
    var sent = 0
    var lost = 0
    private(set) var arrivals = 0
    private var latencies: [UInt32] = []

    func start() {
        self.isRunning = true
        self.sent = 0
        self.arrivals = 0
        self.latencies.removeAll(keepingCapacity: true)
    }

    /// - Parameter sentAt: nanoseconds of the machine's uptime.
    func arrived(sentAt: UInt64) {
        guard self.isRunning else { return }
        self.arrivals += 1
        let now = NIODeadline.now().uptimeNanoseconds
        self.latencies.append(UInt32(clamping: (now > sentAt ? now - sentAt : 0) / 1_000))
    }

    /// The half, 99 and 99.9 of 100 that took no longer, in milliseconds.
    func percentiles() -> (Double, Double, Double) {
        let sorted = self.latencies.sorted()
        func at(_ part: Double) -> Double {
            guard !sorted.isEmpty else { return 0 }
            return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]) / 1_000
        }
        return (at(0.5), at(0.99), at(0.999))
    }
}
