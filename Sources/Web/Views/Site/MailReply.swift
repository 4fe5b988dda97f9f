// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mail
import Storage
import Words

/// What the outbox keeps of an attempt, in the reader's words.
struct MailReply: Sendable {
    let reply: String

    init(_ reply: String) {
        self.reply = reply
    }

    /// Why the mail was not taken. Names nobody: what the server said may.
    func sentence(_ words: Catalog) -> String {
        if let sentence = ownSentence(words) { return sentence }
        let code = Int(reply.prefix(3)) ?? 0
        return switch code {
        case 454, 530, 535, 538: words("mail_reply_login")
        case 500...: words("mail_reply_refused")
        default: words("mail_reply_later")
        }
    }

    /// For whoever may read the mail: the sentence, or the server's reply as it came.
    func shown(_ words: Catalog) -> String { ownSentence(words) ?? reply }

    /// Nil when it was the server that spoke.
    private func ownSentence(_ words: Catalog) -> String? {
        switch reply {
        case OutboxTable.outdated: return words("mail_outdated")
        case OutboxTable.unwritten: return words("mail_unwritten")
        default: break
        }
        return switch Unreachable.Cause(rawValue: reply) {
        case .unknownName: words("mail_reply_unknown_name")
        case .noConnection: words("mail_reply_no_connection")
        case .timeout: words("mail_reply_timeout")
        case .insecure: words("mail_reply_insecure")
        case .brokenOff: words("mail_reply_broken_off")
        case nil: nil
        }
    }
}
