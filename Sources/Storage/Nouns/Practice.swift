// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The house that practitioners belong to.
public struct Practice: Sendable, Equatable {
    public var id: String
    public var name: String
    /// How practitioners reach the owner: "ask for a change".
    public var ownerContact: String
    /// The name that mails come from.
    public var senderName: String
    public var legalText: String
    public var privacyText: String
    public var helpPhone: String
    /// What a client in an emergency is told.
    public var urgentHelp: String
    /// A BCP 47 tag of a catalog (`fr`, `en`).
    public var language: String
    /// An IANA name.
    public var timeZone: String
    /// The origins (`https://www.example.org`) of the sites that may show the booking page in a frame.
    public var embedParents: [String]
    /// For how many months after an appointment its client is known.
    public var retentionMonths: Int

    public init(
        id: String, name: String, ownerContact: String = "", senderName: String, legalText: String = "",
        privacyText: String = "", helpPhone: String = "", urgentHelp: String = "", language: String,
        timeZone: String, embedParents: [String] = [], retentionMonths: Int = 12
    ) {
        self.id = id
        self.name = name
        self.ownerContact = ownerContact
        self.senderName = senderName
        self.legalText = legalText
        self.privacyText = privacyText
        self.helpPhone = helpPhone
        self.urgentHelp = urgentHelp
        self.language = language
        self.timeZone = timeZone
        self.embedParents = embedParents
        self.retentionMonths = retentionMonths
    }
}

extension Practice: Record {
    static let table = "practices"
    static let columns = [
        "id", "name", "owner_contact", "sender_name", "legal_text", "privacy_text", "help_phone", "urgent_help",
        "language", "time_zone", "embed_parents", "retention_months",
    ]

    var values: [Value] {
        [
            Value(id), Value(name), Value(ownerContact), Value(senderName), Value(legalText), Value(privacyText),
            Value(helpPhone), Value(urgentHelp), Value(language), Value(timeZone),
            Value(embedParents.joined(separator: " ")), Value(retentionMonths),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        name = try row.text("name")
        ownerContact = try row.text("owner_contact")
        senderName = try row.text("sender_name")
        legalText = try row.text("legal_text")
        privacyText = try row.text("privacy_text")
        helpPhone = try row.text("help_phone")
        urgentHelp = try row.text("urgent_help")
        language = try row.text("language")
        timeZone = try row.text("time_zone")
        embedParents = try row.text("embed_parents").split(separator: " ").map(String.init)
        retentionMonths = try row.integer("retention_months")
    }
}

public struct PracticeTable {
    let transaction: any Transaction

    /// The one practice, or nil before set-up.
    public func find() throws -> Practice? {
        try transaction.first(Practice.self, "order by id", [])
    }

    public func find(id: String) throws -> Practice? {
        try transaction.first(Practice.self, "where id = $1", [Value(id)])
    }

    public func insert(_ practice: Practice) throws {
        try transaction.insert(practice)
    }

    public func update(_ practice: Practice) throws {
        try transaction.update(practice)
    }
}

extension Transaction {
    public var practice: PracticeTable { PracticeTable(transaction: self) }
}
