// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage
import Words

extension Site {
    /// Nil while mails leave.
    func mailBanner(for account: Account, _ words: Catalog) async throws -> MailBanner? {
        guard sendsMail else { return MailBanner(problem: .noServer, isOwner: account.isOwner) }
        guard let outage = try await book.mailOutage() else { return nil }
        let since = words.moment(outage.since, in: TimeZone(identifier: account.timeZone) ?? .gmt, now: clock.now)
        return MailBanner(
            problem: .outage(since: since, waiting: outage.waiting, reply: outage.reply), isOwner: account.isOwner)
    }
}
