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
        self.init(
            id: mail.id, state: state, detail: mail.reply.map { MailReply($0).shown(words) },
            at: words.moment(mail.acceptedAt ?? mail.createdAt, in: zone, now: now),
            sendsMail: sendsMail)
    }
}
