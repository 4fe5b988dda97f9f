// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a relay has done since its start. Each loop counts its own; sums are made where they are shown.
public struct RelayCounters: Sendable, Equatable {
    /// One direction of relayed data: datagrams and their payload, headers not counted.
    public struct Flow: Sendable, Equatable {
        public var packets: UInt64 = 0
        public var bytes: UInt64 = 0

        mutating func count(packets: Int, bytes: Int) {
            self.packets &+= UInt64(truncatingIfNeeded: packets)
            self.bytes &+= UInt64(truncatingIfNeeded: bytes)
        }
    }

    /// Data of clients, also what was handed to another allocation.
    public var toPeers = Flow()
    /// Data of peers, also what came from another allocation.
    public var toClients = Flow()
    /// What was handed from one allocation to another in memory; counted in both directions as well.
    public var shortcut = Flow()
    public var drops = DropCounts()
    public var refusals = RefusalCounts()
    /// Requests and data that met a quota.
    public var quotaHits = QuotaHits()
    /// Challenges that were not sent because their source had had enough.
    public var suppressedChallenges: UInt64 = 0
    public var bindings: UInt64 = 0
    /// Allocations made since the start, by transport of the client.
    public var allocationsMade = TransportCounts()
    /// Allocations living now.
    public var allocations = TransportCounts()

    public init() {}
}
