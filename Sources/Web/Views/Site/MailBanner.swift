// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Says that no mail leaves, where somebody counts on mails.
struct MailBanner: Sendable {
    enum Problem: Sendable {
        case noServer
        /// `since` is formatted already; `reply` is what the outbox keeps of the last attempt.
        case outage(since: String, waiting: Int, reply: String)
    }

    var problem: Problem
    /// The owner alone can try the mail server.
    var isOwner: Bool

    func fields(_ words: Catalog) -> Fields {
        [
            "head": head(words), "text": text(words), "helpPath": HelpAnchor.mail.path,
            "trialPath": isOwner ? SiteURL.admin.path + "#mails" : nil,
        ]
    }

    private func head(_ words: Catalog) -> String {
        switch problem {
        case .noServer: words("common_mail_none")
        case .outage(let since, _, _): words("common_mail_outage", ["since": since])
        }
    }

    private func text(_ words: Catalog) -> String {
        switch problem {
        case .noServer: words("common_no_mail_server")
        case .outage(_, let waiting, let reply):
            [MailReply(reply).sentence(words), Self.count(waiting, words), words("common_mail_outage_advice")]
                .joined(separator: " ")
        }
    }

    private static func count(_ waiting: Int, _ words: Catalog) -> String {
        switch waiting {
        case 0: words("common_mail_waiting_none")
        case 1: words("common_mail_waiting_one")
        default: words("common_mail_waiting", ["count": String(waiting)])
        }
    }

    static let sample = MailBanner(
        problem: .outage(since: "lundi 2 juin à 9 h 12", waiting: 3, reply: "no_connection"), isOwner: true)
}
