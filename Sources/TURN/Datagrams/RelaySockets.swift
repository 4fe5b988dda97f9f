// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What the loop holds for one allocation, at the allocation's slot.
struct RelaySockets {
    var index: AllocationIndex
    /// How its client is reached.
    var path: ClientPath
    var ipv4: UDPSocket?
    var ipv6: UDPSocket?
    /// What peers see: the source of data that is handed to another allocation in memory.
    var relayedIPv4: TransportAddress?
    var relayedIPv6: TransportAddress?
    /// The messages of this round that more data of the same flow may join.
    var toClient = SendBatch.Ticket.none
    var toPeer = SendBatch.Ticket.none

    var appetite = Appetite()

    init(index: AllocationIndex, path: ClientPath) {
        self.index = index
        self.path = path
    }

    @inline(__always)
    func socket(_ family: AddressFamily) -> UDPSocket? {
        family == .ipv4 ? ipv4 : ipv6
    }

    @inline(__always)
    func relayed(_ family: AddressFamily) -> TransportAddress? {
        family == .ipv4 ? relayedIPv4 : relayedIPv6
    }

    mutating func put(_ socket: UDPSocket, relayed: TransportAddress) {
        if relayed.family == .ipv4 {
            (ipv4, relayedIPv4) = (socket, relayed)
        } else {
            (ipv6, relayedIPv6) = (socket, relayed)
        }
    }

    mutating func close(_ family: AddressFamily) {
        if family == .ipv4 {
            ipv4.take()?.close()
            relayedIPv4 = nil
        } else {
            ipv6.take()?.close()
            relayedIPv6 = nil
        }
    }

    mutating func close() {
        close(.ipv4)
        close(.ipv6)
    }
}
