// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// Why a client did not get what it asked for.
public enum TURNClientError: Error, Hashable, Sendable {
    /// The name has no address.
    case unknownHost
    /// Nothing listens there: a reset, or an ICMP message that says so.
    case refused
    /// This machine or a router knows no way there, or forbids it.
    case unreachable
    /// A connection was not made in time.
    case connectionTimedOut
    /// A request was not answered in time.
    case unanswered
    /// The other side ended the connection.
    case closed
    case certificate(CertificateFault)
    /// The TLS handshake failed for another reason; the text is the library's.
    case tls(String)
    /// The server's error response (RFC 8489, section 14.8). `reason` may be empty.
    case response(ErrorCode, reason: String)
    /// The answer is not what the RFC says, or was not made with the credential's key.
    case invalidAnswer
}
