// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a mail was not accepted.
public enum DeliveryFailure: Error, Sendable, Equatable {
    /// The server will not have this mail (5xx to the sender, the recipient or the message): trying again is of no use.
    case refused(ServerReply)
    /// The server says later (4xx), or refuses us rather than the mail (its greeting, TLS or login): try again.
    case deferred(ServerReply)
    /// No complete dialogue: name, connection, TLS or time-out. A mail may have been accepted all the same.
    case unreachable(reason: String)
    /// The task was cancelled.
    case cancelled

    public var isPermanent: Bool {
        if case .refused = self { true } else { false }
    }

    /// For the practitioner and the owner; not for logs, because a reply may name the recipient.
    public var explanation: String {
        switch self {
        case .refused(let reply), .deferred(let reply): reply.description
        case .unreachable(let reason): reason
        case .cancelled: "cancelled"
        }
    }
}
