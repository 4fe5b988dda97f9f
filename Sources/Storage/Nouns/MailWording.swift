// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A practitioner's own words of one mail in one language.
public struct MailWording: Sendable, Equatable {
    public var practitionerID: String
    public var kind: String
    public var language: String
    public var subject: String
    public var body: String

    public init(practitionerID: String, kind: String, language: String, subject: String, body: String) {
        self.practitionerID = practitionerID
        self.kind = kind
        self.language = language
        self.subject = subject
        self.body = body
    }
}

extension MailWording: Record {
    static let table = "mail_wordings"
    static let columns = ["practitioner_id", "kind", "language", "subject", "body"]

    var values: [Value] {
        [Value(practitionerID), Value(kind), Value(language), Value(subject), Value(body)]
    }

    init(row: Row) throws {
        practitionerID = try row.text("practitioner_id")
        kind = try row.text("kind")
        language = try row.text("language")
        subject = try row.text("subject")
        body = try row.text("body")
    }
}

public struct MailWordingTable {
    let transaction: any Transaction

    public func find(practitionerID: String, kind: String, language: String) throws -> MailWording? {
        try transaction.first(
            MailWording.self, "where practitioner_id = $1 and kind = $2 and language = $3",
            [Value(practitionerID), Value(kind), Value(language)])
    }

    public func list(practitionerID: String) throws -> [MailWording] {
        try transaction.all(
            MailWording.self, "where practitioner_id = $1 order by kind, language", [Value(practitionerID)])
    }

    /// In place of the one before.
    public func save(_ wording: MailWording) throws {
        try transaction.execute(
            """
            insert into mail_wordings (practitioner_id, kind, language, subject, body) values ($1, $2, $3, $4, $5)
            on conflict (practitioner_id, kind, language)
            do update set subject = excluded.subject, body = excluded.body
            """,
            wording.values)
    }

    /// Back to the standard words.
    public func delete(practitionerID: String, kind: String, language: String) throws {
        try transaction.execute(
            "delete from mail_wordings where practitioner_id = $1 and kind = $2 and language = $3",
            [Value(practitionerID), Value(kind), Value(language)])
    }
}

extension Transaction {
    public var mailWordings: MailWordingTable { MailWordingTable(transaction: self) }
}
