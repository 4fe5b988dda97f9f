// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// A mail that a worker took, and what it says, which is kept in the transaction that took it: every attempt sends the same.
enum Leased: Sendable {
    case mail(OutboxMail)
    /// It was given up there, so that it is in no other one's way. The error is a word for the log.
    case unwritable(OutboxMail, error: String)

    /// - Throws: ``StorageError``: nothing is taken.
    init(_ row: OutboxMail, _ token: String, _ writer: MailWriter, now: Date, in transaction: any Transaction) throws {
        guard row.facts != nil else {
            self = .mail(row)
            return
        }
        let mail: OutboxMail
        do {
            mail = try writer.written(row, in: transaction)
        } catch let error where !Self.isOfStore(error) {
            try transaction.outbox.fail(id: row.id, token: token, reply: OutboxTable.unwritten, at: now)
            self = .unwritable(row, error: WorkLoop.word(error))
            return
        }
        if let message = mail.message {
            try transaction.outbox.write(
                id: row.id, token: token, recipient: mail.recipient, subject: mail.subject, message: message)
        }
        self = .mail(mail)
    }

    /// Whether another attempt may do better.
    private static func isOfStore(_ error: any Error) -> Bool {
        switch error as? StorageError {
        case .busy, .diskFull, .diskFailed, .corrupt: true
        default: false
        }
    }
}
