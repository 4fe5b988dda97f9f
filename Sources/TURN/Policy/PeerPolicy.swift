// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import AddressRanges
public import STUN

/// Which addresses may be peers. Without more the relay reaches global unicast addresses and its own relayed addresses,
/// nothing else: everything a server can reach and its clients cannot is an invitation.
public struct PeerPolicy: Sendable, Equatable {
    /// Ranges opened by the operator, for installations inside one network.
    public var allowed: [AddressRange]
    /// The addresses of this machine; loopback, `bind` and `advertised` count without being listed.
    public var ownAddresses: [IPAddress]
    /// Ports this program listens on: at an own address never a peer, even in an allowed range.
    public var listeningPorts: Set<UInt16>

    public init(
        allowed: [AddressRange] = [], ownAddresses: [IPAddress] = [], listeningPorts: Set<UInt16> = []
    ) {
        self.allowed = allowed
        self.ownAddresses = ownAddresses
        self.listeningPorts = listeningPorts
    }
}
