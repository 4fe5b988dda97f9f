// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore
public import NIOSSL
public import STUN

/// What a client needs beside the server's address.
public struct TURNClientConfiguration: Sendable {
    /// How long a connection may take, and then each answer.
    public var patience: TimeAmount = .seconds(5)

    /// Over UDP a request is sent again after this, then after twice this, and so on (RFC 8489, section 6.2.1).
    public var retransmission: TimeAmount = .milliseconds(500)

    /// Which of the host's addresses to take; nil takes the first that the system gives. The certificate is the host's.
    public var address: IPAddress?

    /// For TLS: whom to trust.
    public var tls = TLSConfiguration.makeClientConfiguration()

    public init() {}
}
