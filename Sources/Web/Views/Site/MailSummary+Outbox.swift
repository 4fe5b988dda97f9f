// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Words

extension MailSummary {
    init(_ mail: OutboxMail, words: Catalog, zone: TimeZone, sendsMail: Bool, now: Date) {
        let state: State =
            switch mail.state {
            case .queued, .leased: .queued
            case .accepted: .accepted
            case .failed: .failed
            case .kept: .kept
            }
        let detail =
            switch mail.reply {
            case OutboxTable.outdated: words("mail_outdated")
            case OutboxTable.unwritten: words("mail_unwritten")
            default: mail.reply
            }
        self.init(
            id: mail.id, state: state, detail: detail,
            at: words.moment(mail.acceptedAt ?? mail.createdAt, in: zone, now: now),
            sendsMail: sendsMail)
    }
}
