// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mail

/// What the operator reads of the mail server: whether it took a mail, what it said, and the likely cause.
struct MailFinding: Equatable {
    let isWell: Bool
    let lines: [String]

    init(_ server: SMTPServer, accepted reply: ServerReply) {
        isWell = true
        lines = ["\(server.summary) has accepted the mail: \(reply)"]
    }

    init(_ server: SMTPServer, _ failure: DeliveryFailure) {
        isWell = false
        lines = ["\(server.summary) fails: \(failure.ownWords)", "  \(Self.cause(of: failure))"]
    }

    private static func cause(of failure: DeliveryFailure) -> String {
        switch failure {
        case .unreachable(let why): cause(of: why.cause)
        case .refused(let reply, _) where reply.code == 550 || reply.code == 554:
            "It will not have this mail: the sender (mailFrom) or the recipient is none of its own, or it wants a login (smtpUrl)."
        case .refused: "It will not have this mail."
        case .deferred(let reply) where [454, 530, 535, 538].contains(reply.code):
            "The user name or the password in smtpUrl is wrong, or it wants one."
        case .deferred: "It says to come back later."
        case .cancelled: "The attempt was broken off."
        }
    }

    private static func cause(of cause: Unreachable.Cause) -> String {
        switch cause {
        case .unknownName: "The name in smtpUrl has no address, or this machine has no DNS."
        case .noConnection: "Nobody listens there, or a firewall is between: look at host and port in smtpUrl."
        case .timeout: "It did not answer in time: many providers let nothing out by port 25; try 587 or 465."
        case .insecure:
            "It does not speak TLS, or its certificate is not trusted: look at smtps:// or smtp:// in smtpUrl."
        case .brokenOff: "It hung up."
        }
    }
}
