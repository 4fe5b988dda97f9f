// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// When and where clients are sent away (RFC 8489, section 10): an authenticated Allocate is answered with 300 (Try
/// Alternate) and the address of the client's own family. Clients of another family stay, and so do those over TLS: they would ask for the same
/// transport there, and these addresses are those of UDP and TCP.
public struct AlternateServerRule: Sendable, Equatable {
    public var addresses: [TransportAddress]
    /// The number of living allocations, of all loops, from which new ones are sent away; 0 sends all of them.
    public var threshold: Int

    public init(addresses: [TransportAddress], threshold: Int = 0) {
        self.addresses = addresses
        self.threshold = threshold
    }
}
