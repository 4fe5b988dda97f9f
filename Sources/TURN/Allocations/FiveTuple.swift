// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What names an allocation (RFC 8656, section 3.2): the client's and the server's transport address and the protocol
/// between them.
struct FiveTuple: Hashable, Sendable {
    var client: TransportAddress
    var server: TransportAddress
    var transport: ClientTransport
    /// Tells a connection from a later one with the same addresses; 0 over UDP.
    var stream: UInt32

    init(client: TransportAddress, server: TransportAddress, transport: ClientTransport, stream: UInt32 = 0) {
        self.client = client
        self.server = server
        self.transport = transport
        self.stream = stream
    }
}
