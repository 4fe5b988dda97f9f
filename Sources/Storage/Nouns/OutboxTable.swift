// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public struct OutboxTable {
    /// The ``OutboxMail/reply`` of a mail that was given up because its time was over.
    public static let outdated = "outdated"
    /// The ``OutboxMail/reply`` of a mail that was given up because it could not be written.
    public static let unwritten = "unwritten"

    let transaction: any Transaction

    /// That a mail says something still: the one index of what is to be done has no others.
    private static let isOpen = "(message is not null or facts is not null)"

    /// Inserts the mail unless there is one for its appointment, kind and revision; tells whether it did.
    @discardableResult
    public func enqueue(_ mail: OutboxMail) throws -> Bool {
        try transaction.insertIfAbsent(mail)
    }

    public func find(id: String) throws -> OutboxMail? {
        try transaction.first(OutboxMail.self, "where id = $1", [Value(id)])
    }

    /// An appointment's mails, latest first.
    public func list(appointmentID: String) throws -> [OutboxMail] {
        try transaction.all(
            OutboxMail.self, "where appointment_id = $1 order by created_at desc, id", [Value(appointmentID)])
    }

    /// A practitioner's mails, latest first.
    public func list(practitionerID: String, limit: Int = 200) throws -> [OutboxMail] {
        try transaction.all(
            OutboxMail.self, "where practitioner_id = $1 order by created_at desc, id limit $2",
            [Value(practitionerID), Value(limit)])
    }

    /// Every mail of the practice, latest first, without recipient, subject and message: the owner sees that it went, not what
    /// it says.
    public func listWithoutContent(practiceID: String, limit: Int = 200) throws -> [OutboxMail] {
        let accounts = try transaction.accounts.list(practiceID: practiceID).map(\.id)
        var mails = try transaction.all(
            OutboxMail.self,
            "where practitioner_id is null and practice_id = $1 order by created_at desc, id limit $2",
            [Value(practiceID), Value(limit)])
        for account in accounts { mails += try list(practitionerID: account, limit: limit) }
        mails.sort { ($1.createdAt, $0.id) < ($0.createdAt, $1.id) }
        return mails.prefix(limit).map { mail in
            var mail = mail
            mail.recipient = ""
            mail.subject = ""
            mail.message = nil
            mail.facts = nil
            return mail
        }
    }

    /// Whether the appointment has a mail of one of these kinds, in whatever state.
    public func has(appointmentID: String, kinds: [String]) throws -> Bool {
        let numbers = kinds.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        return try !transaction.rows(
            "select id from outbox where appointment_id = $1 and kind in (\(numbers)) limit 1",
            [Value(appointmentID)] + kinds.map { Value($0) }
        ).isEmpty
    }

    /// Gives up the mails that wait and are no longer worth sending.
    /// - Returns: how many there were.
    @discardableResult
    public func dropOutdated(now: Date) throws -> Int {
        try transaction.execute(
            """
            update outbox set state = 'failed', reply = $2, next_attempt_at = $1
            where state = 'queued' and next_attempt_at <= $1 and expires_at <= $1 and \(Self.isOpen)
            """,
            [Value(now), Value(Self.outdated)])
    }

    /// Gives up an appointment's mails of these kinds that wait, with what they say: it no longer holds.
    /// - Parameter leastAttempts: only those that were tried in vain so often.
    public func dropWaiting(appointmentID: String, kinds: [String], leastAttempts: Int = 0, now: Date) throws {
        let numbers = kinds.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
        try transaction.execute(
            """
            update outbox set state = 'failed', reply = $2, next_attempt_at = $3, message = null, facts = null,
            recipient = ''
            where appointment_id = $1 and kind in (\(numbers)) and state = 'queued'
            and attempts >= $4
            """,
            [Value(appointmentID), Value(Self.outdated), Value(now), Value(leastAttempts)] + kinds.map { Value($0) })
    }

    /// Takes mails that are due, or whose lease ran out, for one worker. `token` must be new for each call. What one reader is told
    /// of an appointment goes in its order: of those that are due the oldest first (of one instant by their ids), and the next
    /// when that is on its way no more.
    public func lease(now: Date, until: Date, token: String, limit: Int) throws -> [OutboxMail] {
        try transaction.execute(
            """
            update outbox set state = 'leased', lease_token = $1, lease_until = $2, attempts = attempts + 1
            where id in (
              select id from outbox as mail
              where ((state = 'queued' and next_attempt_at <= $3 and \(Self.isOpen))
              or (state = 'leased' and lease_until <= $3 and \(Self.isOpen)))
              and not exists (
                select 1 from outbox as older
                where older.appointment_id = mail.appointment_id and older.recipient = mail.recipient
                and (older.created_at, older.id) < (mail.created_at, mail.id)
                and ((older.state = 'queued' and older.next_attempt_at <= $3) or older.state = 'leased'))
              order by next_attempt_at, id limit $4)
            """,
            [Value(token), Value(until), Value(now), Value(limit)])
        return try transaction.all(
            OutboxMail.self, "where lease_token = $1 order by next_attempt_at, id", [Value(token)])
    }

    /// Keeps what an ordered mail says now that it is written, so that every attempt sends the same. False when the lease is no
    /// longer `token`'s.
    @discardableResult
    public func write(
        id: String, token: String, recipient: String, subject: String, message: Data
    ) throws -> Bool {
        try transaction.execute(
            """
            update outbox set recipient = $3, subject = $4, message = $5, facts = null
            where id = $1 and lease_token = $2
            """,
            [Value(id), Value(token), Value(recipient), Value(subject), Value(message)]) == 1
    }

    /// Makes every leased mail due again. Only for a process that is alone with the database and has begun no delivery: the
    /// leases are then those of one that died.
    /// - Returns: how many there were.
    @discardableResult
    public func releaseLeases() throws -> Int {
        try transaction.execute(
            """
            update outbox set state = 'queued', lease_token = null, lease_until = null
            where state = 'leased' and \(Self.isOpen)
            """)
    }

    /// Marks the mail as accepted by the mail server. False when the lease is no longer `token`'s.
    @discardableResult
    public func accept(id: String, token: String, reply: String, at instant: Date) throws -> Bool {
        try settle(id: id, token: token, state: .accepted, reply: reply, column: "accepted_at", instant: instant)
    }

    /// Puts the mail back to be tried again at `next`. False when the lease is no longer `token`'s.
    @discardableResult
    public func retry(id: String, token: String, reply: String, next: Date) throws -> Bool {
        try settle(id: id, token: token, state: .queued, reply: reply, column: "next_attempt_at", instant: next)
    }

    /// Gives the mail up. False when the lease is no longer `token`'s.
    @discardableResult
    public func fail(id: String, token: String, reply: String, at instant: Date) throws -> Bool {
        try settle(id: id, token: token, state: .failed, reply: reply, column: "next_attempt_at", instant: instant)
    }

    /// "Send again": a mail that failed or was kept (what it says still there) is due at `now` with fresh attempts.
    /// - Throws: ``StorageError/notFound``.
    public func sendAgain(id: String, now: Date) throws {
        let changed = try transaction.execute(
            """
            update outbox set state = 'queued', attempts = 0, created_at = $2, next_attempt_at = $2, lease_token = null,
            lease_until = null, expires_at = null where id = $1 and state in ('failed', 'kept', 'accepted')
            and \(Self.isOpen)
            """,
            [Value(id), Value(now)])
        guard changed == 1 else { throw StorageError.notFound }
    }

    /// Makes those due that were tried in vain and wait, the oldest first.
    public func wake(now: Date) throws {
        try transaction.execute(
            """
            update outbox set next_attempt_at = created_at
            where state = 'queued' and next_attempt_at > $1 and created_at <= $1 and attempts > 0 and \(Self.isOpen)
            """,
            [Value(now)])
    }

    /// How many wait to be accepted.
    public func waiting() throws -> Int {
        try transaction.rows(
            "select count(*) as number from outbox where state in ('queued', 'leased') and \(Self.isOpen)"
        ).first?.integer("number") ?? 0
    }

    /// When the next mail is due or the next lease runs out; nil when nothing waits.
    public func nextDue() throws -> Date? {
        let rows = try transaction.rows(
            """
            select min(case when state = 'leased' then lease_until else next_attempt_at end) as due
            from outbox where state in ('queued', 'leased') and \(Self.isOpen)
            """)
        return try rows.first?.optionalInstant("due")
    }

    /// Erases message and recipient of mails that were accepted, or that were given up or kept, before these instants.
    @discardableResult
    public func eraseMessages(acceptedBefore: Date, abandonedBefore: Date) throws -> Int {
        try transaction.execute(
            """
            update outbox set message = null, facts = null, recipient = ''
            where \(Self.isOpen) and state in ('accepted', 'failed', 'kept') and (
              (state = 'accepted' and accepted_at < $1) or (state <> 'accepted' and created_at < $2))
            """,
            [Value(acceptedBefore), Value(abandonedBefore)])
    }

    private func settle(
        id: String, token: String, state: OutboxState, reply: String, column: String, instant: Date
    ) throws -> Bool {
        try transaction.execute(
            """
            update outbox set state = $3, reply = $4, \(column) = $5, lease_token = null, lease_until = null
            where id = $1 and lease_token = $2
            """,
            [Value(id), Value(token), Value(state), Value(reply), Value(instant)]) == 1
    }
}

extension Transaction {
    public var outbox: OutboxTable { OutboxTable(transaction: self) }
}
