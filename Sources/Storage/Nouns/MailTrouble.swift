// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// That the mail server takes no mail: what is known since the first attempt in vain, until one is accepted.
public struct MailTrouble: Sendable, Equatable {
    public var since: Date
    /// How many mails were tried in vain; that one is tried again counts nothing.
    public var failures: Int
    /// Whether one of them failed for all mails and not for its own alone.
    public var isOfServer: Bool
    /// What was said last, without what may name somebody.
    public var reply: String

    /// One mail alone may fail for itself.
    public var isCertain: Bool { isOfServer || failures > 1 }

    public init(since: Date, failures: Int, isOfServer: Bool, reply: String) {
        self.since = since
        self.failures = failures
        self.isOfServer = isOfServer
        self.reply = reply
    }
}

/// One row, or none while all is well.
public struct MailTroubleTable {
    let transaction: any Transaction

    public func find() throws -> MailTrouble? {
        try transaction.rows("select since, failures, is_of_server, reply from mail_trouble").first.map { row in
            MailTrouble(
                since: try row.instant("since"), failures: try row.integer("failures"),
                isOfServer: try row.truth("is_of_server"), reply: try row.text("reply"))
        }
    }

    /// An attempt was in vain.
    /// - Parameter isAgain: the same mail was tried in vain before.
    public func note(reply: String, isOfServer: Bool, isAgain: Bool, at instant: Date) throws {
        try transaction.execute(
            """
            insert into mail_trouble (id, since, failures, is_of_server, reply) values (1, $1, 1, $2, $3)
            on conflict (id) do update set failures = failures + $4,
            is_of_server = max(is_of_server, excluded.is_of_server), reply = excluded.reply
            """,
            [Value(instant), Value(isOfServer), Value(reply), Value(isAgain ? 0 : 1)])
    }

    /// A mail was accepted.
    /// - Returns: what there was till then.
    public func end() throws -> MailTrouble? {
        guard let trouble = try find() else { return nil }
        try transaction.execute("delete from mail_trouble")
        return trouble
    }
}

extension Transaction {
    public var mailTrouble: MailTroubleTable { MailTroubleTable(transaction: self) }
}
