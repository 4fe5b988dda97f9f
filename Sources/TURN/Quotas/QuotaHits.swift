// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How often each quota said no: requests for the first three, datagrams for the others.
public struct QuotaHits: Sendable, Equatable {
    public var allocations: UInt64 = 0
    public var permissions: UInt64 = 0
    public var channels: UInt64 = 0
    public var rate: UInt64 = 0
    public var bytes: UInt64 = 0
    /// Requests for which no relay port was free.
    public var ports: UInt64 = 0
    /// Connections over TCP and TLS, of one address or in all.
    public var connections: UInt64 = 0

    public init() {}

    /// The quotas by the names that metrics use.
    public var byQuota: [(quota: String, count: UInt64)] {
        [
            ("allocations", allocations), ("permissions", permissions), ("channels", channels), ("rate", rate),
            ("bytes", bytes), ("ports", ports), ("connections", connections),
        ]
    }
}
