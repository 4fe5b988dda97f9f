// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What was measured, written as one line of JSON. Datagrams a second; times in the unit that the name ends with.
struct Figures: Encodable {
    var sent: Int?
    var received: Int?
    /// The part of the sent ones that had not come 50 ms after the last was sent.
    var loss: Double?
    /// What the load really sent in a second.
    var perSecond: Double?
    /// Processor time of the server for each datagram received.
    var serverMicroseconds: Double?
    /// Cores that the server used.
    var serverShare: Double?
    /// Datagrams that were not what was sent.
    var strange: Int?
    /// Whether the load, not the server, was the limit.
    var isLoadBound: Bool?
    var p50Microseconds: Double?
    var p99Microseconds: Double?
    var allocations: Int?
    var allocationsPerSecond: Double?
    var serverMilliseconds: Double?
    var releaseMilliseconds: Double?
    var idleKiB: Int?
    var openKiB: Int?
    var releasedKiB: Int?
    /// Seconds after the release until the memory was within 1.3 times of what it had been; nil: never within the time.
    var backSeconds: Double?
    var megabytesPerServerSecond: Double?
    var megabytesPerSecond: Double?

    func write() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
