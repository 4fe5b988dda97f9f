// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// What a probe that went through found.
public struct RelayProbeReport: Hashable, Sendable {
    /// The relayed address, tried from a plain socket of the machine that probes.
    public enum Outside: Hashable, Sendable {
        /// Both ways.
        case reached
        /// Nothing arrived there.
        case unreached
        /// It arrived; what was sent back did not.
        case unanswered
        /// The relay refuses this machine as a peer, as it does private addresses; or both have one address.
        case notAllowed
        /// The permission failed otherwise, or this machine has no socket for the address's family.
        case notTried
    }

    public let server: TransportAddress?
    public let allocation: ClientAllocation
    /// From one client through both relayed addresses to the other, and back.
    public let roundTrip: Duration
    public let outside: Outside

    public init(server: TransportAddress?, allocation: ClientAllocation, roundTrip: Duration, outside: Outside) {
        self.server = server
        self.allocation = allocation
        self.roundTrip = roundTrip
        self.outside = outside
    }
}
