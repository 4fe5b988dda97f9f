// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How much of the relay may be held at a time. 0 is no limit.
public struct RelayShare: Sendable, Equatable {
    public var allocations: Int
    public var permissions: Int
    public var channels: Int
    /// Data of peers in both directions, headers not counted. A packet handed from one allocation to another counts
    /// for each of the two.
    public var bitsPerSecond: Int64
    /// How much may come at once after a silence. Never less than a tenth of a second of the rate.
    public var burstBytes: Int64

    public init(allocations: Int, permissions: Int, channels: Int, bitsPerSecond: Int64, burstBytes: Int64) {
        self.allocations = allocations
        self.permissions = permissions
        self.channels = channels
        self.bitsPerSecond = bitsPerSecond
        self.burstBytes = burstBytes
    }
}
