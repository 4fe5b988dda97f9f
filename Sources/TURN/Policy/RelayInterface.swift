// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// Where the relay meets peers, in one address family.
public struct RelayInterface: Sendable, Equatable {
    /// The local address relay sockets bind. Behind a one-to-one NAT this is the inner address; the wildcard address
    /// only serves where `advertised` is an address of this machine.
    public var bind: IPAddress
    /// The address clients are told and peers see.
    public var advertised: IPAddress

    public init(bind: IPAddress, advertised: IPAddress? = nil) {
        self.bind = bind
        self.advertised = advertised ?? bind
    }
}
