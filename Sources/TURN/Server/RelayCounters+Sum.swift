// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension RelayCounters {
    /// Adds what another loop has done.
    mutating func add(_ other: RelayCounters) {
        toPeers.add(other.toPeers)
        toClients.add(other.toClients)
        shortcut.add(other.shortcut)
        drops.add(other.drops)
        for (code, count) in other.refusals.byCode { refusals.count(code, times: count) }
        quotaHits.add(other.quotaHits)
        suppressedChallenges &+= other.suppressedChallenges
        bindings &+= other.bindings
        allocationsMade.add(other.allocationsMade)
        allocations.add(other.allocations)
    }
}

extension RelayCounters.Flow {
    fileprivate mutating func add(_ other: RelayCounters.Flow) {
        packets &+= other.packets
        bytes &+= other.bytes
    }
}

extension DropCounts {
    fileprivate mutating func add(_ other: DropCounts) {
        noAllocation &+= other.noAllocation
        noChannel &+= other.noChannel
        noPermission &+= other.noPermission
        forbiddenPeer &+= other.forbiddenPeer
        rate &+= other.rate
        bytes &+= other.bytes
        unsent &+= other.unsent
    }
}

extension QuotaHits {
    fileprivate mutating func add(_ other: QuotaHits) {
        allocations &+= other.allocations
        permissions &+= other.permissions
        channels &+= other.channels
        rate &+= other.rate
        bytes &+= other.bytes
        ports &+= other.ports
    }
}

extension TransportCounts {
    fileprivate mutating func add(_ other: TransportCounts) {
        udp &+= other.udp
        tcp &+= other.tcp
        tls &+= other.tls
    }
}
