// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum OutboxState: String, Sendable, CaseIterable {
    case queued
    case leased
    /// The mail server said 250.
    case accepted
    case failed
    /// There is no mail server; the practitioner reads it and passes it on.
    case kept
}

/// A mail that goes at least once, with one Message-ID.
public struct OutboxMail: Sendable, Equatable {
    public var id: String
    public var practiceID: String
    /// Who may read it; nil for mails about an account (invitation, password), whose links are nobody else's.
    public var practitionerID: String?
    public var appointmentID: String?
    public var kind: String
    /// One mail for each appointment, kind and revision.
    public var revision: Int
    /// RFC 5322, 3.6.4.
    public var messageID: String
    /// Empty once erased.
    public var recipient: String
    /// Empty as long as the mail is only ordered.
    public var subject: String
    /// The whole RFC 5322 message; nil as long as the mail is only ordered, and once erased.
    public var message: Data?
    public var state: OutboxState
    public var attempts: Int
    public var nextAttemptAt: Date
    public var leaseToken: String?
    public var leaseUntil: Date?
    /// The mail server's last answer, or why it was not reached.
    public var reply: String?
    public var createdAt: Date
    public var acceptedAt: Date?
    /// When the mail is no longer worth sending; nil for one that is sent however late.
    public var expiresAt: Date?
    /// What a mail that is only ordered is to say, as JSON; nil once it is written, and once erased.
    public var facts: String?

    public init(
        id: String, practiceID: String, practitionerID: String? = nil, appointmentID: String? = nil, kind: String,
        revision: Int = 0, messageID: String, recipient: String, subject: String, message: Data?,
        state: OutboxState = .queued, attempts: Int = 0, nextAttemptAt: Date, leaseToken: String? = nil,
        leaseUntil: Date? = nil, reply: String? = nil, createdAt: Date, acceptedAt: Date? = nil,
        expiresAt: Date? = nil, facts: String? = nil
    ) {
        self.id = id
        self.practiceID = practiceID
        self.practitionerID = practitionerID
        self.appointmentID = appointmentID
        self.kind = kind
        self.revision = revision
        self.messageID = messageID
        self.recipient = recipient
        self.subject = subject
        self.message = message
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.leaseToken = leaseToken
        self.leaseUntil = leaseUntil
        self.reply = reply
        self.createdAt = createdAt
        self.acceptedAt = acceptedAt
        self.expiresAt = expiresAt
        self.facts = facts
    }
}

extension OutboxMail: Record {
    static let table = "outbox"
    static let columns = [
        "id", "practice_id", "practitioner_id", "appointment_id", "kind", "revision", "message_id", "recipient",
        "subject", "message", "state", "attempts", "next_attempt_at", "lease_token", "lease_until", "reply",
        "created_at", "accepted_at", "expires_at", "facts",
    ]

    var values: [Value] {
        [
            Value(id), Value(practiceID), Value(practitionerID), Value(appointmentID), Value(kind), Value(revision),
            Value(messageID), Value(recipient), Value(subject), Value(message), Value(state), Value(attempts),
            Value(nextAttemptAt), Value(leaseToken), Value(leaseUntil), Value(reply), Value(createdAt),
            Value(acceptedAt), Value(expiresAt), Value(facts),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practiceID = try row.text("practice_id")
        practitionerID = try row.optionalText("practitioner_id")
        appointmentID = try row.optionalText("appointment_id")
        kind = try row.text("kind")
        revision = try row.integer("revision")
        messageID = try row.text("message_id")
        recipient = try row.text("recipient")
        subject = try row.text("subject")
        message = try row.optionalData("message")
        state = try row.word("state")
        attempts = try row.integer("attempts")
        nextAttemptAt = try row.instant("next_attempt_at")
        leaseToken = try row.optionalText("lease_token")
        leaseUntil = try row.optionalInstant("lease_until")
        reply = try row.optionalText("reply")
        createdAt = try row.instant("created_at")
        acceptedAt = try row.optionalInstant("accepted_at")
        expiresAt = try row.optionalInstant("expires_at")
        facts = try row.optionalText("facts")
    }
}
