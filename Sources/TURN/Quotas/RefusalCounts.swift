// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Error responses by code.
public struct RefusalCounts: Sendable, Equatable {
    private var counts: [Int: UInt64] = [:]

    public init() {}

    public subscript(code: Int) -> UInt64 { counts[code, default: 0] }

    /// The codes that were sent, smallest first.
    public var byCode: [(code: Int, count: UInt64)] {
        counts.sorted { $0.key < $1.key }.map { (code: $0.key, count: $0.value) }
    }

    mutating func count(_ code: Int, times: UInt64 = 1) { counts[code, default: 0] &+= times }
}
