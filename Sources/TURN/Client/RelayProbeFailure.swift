// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// How far a probe came.
public struct RelayProbeFailure: Error, Hashable, Sendable {
    public enum Hop: Hashable, Sendable {
        case connection
        /// The server was asked for a relayed address.
        case allocation
        /// It was asked to let its own relayed address be a peer.
        case permission(TransportAddress)
        /// Nothing came from one relayed address to the other.
        case relayToRelay(TransportAddress, TransportAddress)
    }

    public let hop: Hop
    public let cause: TURNClientError

    public init(hop: Hop, cause: TURNClientError) {
        self.hop = hop
        self.cause = cause
    }
}
