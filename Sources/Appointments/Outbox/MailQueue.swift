// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

/// Puts mails into the outbox, inside the transaction of the change that they announce. Those about an appointment are only
/// ordered there and written when they go: a change does not wait for its mails' words.
public struct MailQueue: Sendable {
    let stationery: Stationery
    /// False when there is no mail server: mails are kept to be read.
    let isDelivering: Bool
    private let signal: WorkSignal
    private let due: WorkSignal

    /// - Parameters:
    ///   - signal: the outbox's.
    ///   - due: of the service that does what is planned.
    public init(stationery: Stationery, isDelivering: Bool, signal: WorkSignal, due: WorkSignal = WorkSignal()) {
        self.stationery = stationery
        self.isDelivering = isDelivering
        self.signal = signal
        self.due = due
    }

    /// Writes what was ordered.
    public var writer: MailWriter { MailWriter(stationery: stationery) }

    /// To be called after the transaction is committed: mails go now, and plans are read again, not at the next look.
    public func wake() {
        wakeOutbox()
        due.raise()
    }

    /// The same for mails alone.
    func wakeOutbox() {
        signal.raise()
    }

    /// The link in it is the invited person's alone, so nobody reads this mail in the outbox.
    /// - Parameter end: until when the link works.
    public func invite(
        _ account: Account, by inviter: Account, of practice: Practice, token: String, until end: Date,
        in transaction: any Transaction
    ) throws {
        let mail = AccountMail(stationery: stationery, practice: practice, account: account)
        try transaction.outbox.enqueue(
            row(try mail.invitation(by: inviter, token: token), .invitation, practice, until: end))
    }

    /// The link in it is the account's alone, so nobody reads this mail in the outbox.
    /// - Parameter end: until when the link works.
    public func resetPassword(
        of account: Account, of practice: Practice, token: String, until end: Date, in transaction: any Transaction
    ) throws {
        let mail = AccountMail(stationery: stationery, practice: practice, account: account)
        try transaction.outbox.enqueue(row(try mail.passwordReset(token: token), .passwordReset, practice, until: end))
    }

    /// - Parameter revision: one mail for each appointment, kind and revision: the appointment's sequence, or a number below
    ///   zero when the same mail is written again on demand.
    /// - Throws: ``AppointmentError/wrongState(_:)`` when that mail is there already.
    func announce(
        _ kind: MailKind, _ details: AppointmentDetails, revision: Int, facts: MailFacts = MailFacts(),
        in transaction: any Transaction
    ) throws {
        guard try order(kind, details, revision: revision, facts: facts, in: transaction) else {
            throw AppointmentError.wrongState(details.appointment.state)
        }
    }

    /// The same, for what is done by itself.
    /// - Parameter expiresAt: when the mail is no longer worth sending.
    /// - Returns: false when that mail is there already. A client who was erased gets none, which counts as there.
    /// - Throws: ``EmailAddress/Failure`` when the reader's address is none.
    func order(
        _ kind: MailKind, _ details: AppointmentDetails, revision: Int, facts: MailFacts = MailFacts(),
        expiresAt: Date? = nil, in transaction: any Transaction
    ) throws -> Bool {
        guard kind.isForHost || !details.client.email.isEmpty else { return true }
        let reader = try EmailAddress(validating: kind.isForHost ? details.host.email : details.client.email)
        let order = try MailOrder(kind, details.appointment, facts: facts, reading: transaction)
        let end = expiresAt ?? (kind.isNewsUntilEnd ? details.appointment.endsAt : nil)
        let now = stationery.clock.now
        let id = RandomID.make()
        return try transaction.outbox.enqueue(
            OutboxMail(
                id: id, practiceID: details.practice.id, practitionerID: details.host.id,
                appointmentID: details.appointment.id, kind: kind.rawValue, revision: revision,
                messageID: "\(id)@\(stationery.sender.domain)", recipient: reader.description, subject: "",
                message: nil, state: isDelivering ? .queued : .kept, nextAttemptAt: now, createdAt: now,
                expiresAt: isDelivering ? end : nil, facts: try order.text))
    }

    /// A wording as a client would read it, to the practitioner.
    func sendSample(_ sample: SampleMail, _ kind: MailKind, in transaction: any Transaction) throws {
        var row = row(try sample.message(kind), .wordingSample, sample.practice)
        row.practitionerID = sample.host.id
        try transaction.outbox.enqueue(row)
    }

    private func row(
        _ message: MailMessage, _ kind: MailKind, _ practice: Practice, until end: Date? = nil
    ) -> OutboxMail {
        let now = stationery.clock.now
        return OutboxMail(
            id: RandomID.make(), practiceID: practice.id, kind: kind.rawValue,
            messageID: message.messageID.description, recipient: message.to.address.description,
            subject: message.subject, message: Data(message.rendered()), state: isDelivering ? .queued : .kept,
            nextAttemptAt: now, createdAt: now, expiresAt: isDelivering ? end : nil)
    }
}
