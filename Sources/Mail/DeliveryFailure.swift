// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a mail was not accepted.
public enum DeliveryFailure: Error, Sendable, Equatable {
    /// The server will not have this mail (5xx to the sender, the recipient or the message): trying again is of no use.
    ///
    /// `isOfAddress`: for the recipient's address alone, which says nothing of the server or of other mails.
    case refused(ServerReply, isOfAddress: Bool = false)
    /// The server says later (4xx), or refuses us rather than the mail (its greeting, TLS or login): try again.
    case deferred(ServerReply)
    /// No complete dialogue: name, connection, TLS or time-out. A mail may have been accepted all the same.
    case unreachable(Unreachable)
    /// The task was cancelled.
    case cancelled

    public var isPermanent: Bool {
        if case .refused = self { true } else { false }
    }

    /// Whether other mails would fare no better: the server is away or will have nothing of ours (RFC 5321, 3.8 and 4.2.1;
    /// RFC 4954, 6).
    public var isOfServer: Bool {
        switch self {
        case .unreachable: true
        case .deferred(let reply): reply.code >= 500 || [421, 454].contains(reply.code)
        case .refused, .cancelled: false
        }
    }

    /// What was said, in the words of the server or of libcurl; not for logs either.
    public var ownWords: String {
        switch self {
        case .unreachable(let why): why.detail
        default: explanation
        }
    }

    /// What the outbox keeps: the server's reply, or a word of ``Unreachable/Cause``. Not for logs, because a reply may name the
    /// recipient.
    public var explanation: String {
        switch self {
        case .refused(let reply, _), .deferred(let reply): reply.description
        case .unreachable(let why): why.cause.rawValue
        case .cancelled: "cancelled"
        }
    }
}
