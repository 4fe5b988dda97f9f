// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Datagrams not relayed, by reason.
public struct DropCounts: Sendable, Equatable {
    public var noAllocation: UInt64 = 0
    public var noChannel: UInt64 = 0
    public var noPermission: UInt64 = 0
    public var forbiddenPeer: UInt64 = 0
    public var rate: UInt64 = 0
    public var bytes: UInt64 = 0
    /// The kernel did not take them: its buffers were full, or there is no way to the destination. They count as relayed
    /// too, because that shows only afterwards.
    public var unsent: UInt64 = 0
    /// The oldest that waited for a client over TCP or TLS that reads slowly. They count as relayed too.
    public var slowClient: UInt64 = 0

    public init() {}

    /// The reasons by the names that metrics use.
    public var byReason: [(reason: String, count: UInt64)] {
        [
            ("no_allocation", noAllocation), ("no_channel", noChannel), ("no_permission", noPermission),
            ("forbidden_peer", forbiddenPeer), ("rate", rate), ("bytes", bytes), ("unsent", unsent),
            ("slow_client", slowClient),
        ]
    }

    mutating func count(_ reason: DropReason, packets: Int) {
        let packets = UInt64(truncatingIfNeeded: packets)
        switch reason {
        case .noAllocation: noAllocation &+= packets
        case .noChannel: noChannel &+= packets
        case .noPermission: noPermission &+= packets
        case .forbiddenPeer: forbiddenPeer &+= packets
        case .rate: rate &+= packets
        case .bytes: bytes &+= packets
        }
    }
}
