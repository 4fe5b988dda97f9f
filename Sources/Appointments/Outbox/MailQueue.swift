// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

/// Writes mails into the outbox, inside the transaction of the change that they announce.
public struct MailQueue: Sendable {
    let stationery: Stationery
    /// False when there is no mail server: mails are kept to be read.
    let isDelivering: Bool
    private let signal: OutboxSignal

    public init(stationery: Stationery, isDelivering: Bool, signal: OutboxSignal) {
        self.stationery = stationery
        self.isDelivering = isDelivering
        self.signal = signal
    }

    /// To be called after the transaction is committed: the mail goes now, not at the next look.
    public func wake() {
        signal.raise()
    }

    /// The link in it is the invited person's alone, so nobody reads this mail in the outbox.
    public func invite(
        _ account: Account, by inviter: Account, of practice: Practice, token: String, in transaction: any Transaction
    ) throws {
        let mail = AccountMail(stationery: stationery, practice: practice, account: account)
        try transaction.outbox.enqueue(row(try mail.invitation(by: inviter, token: token), .invitation, practice))
    }

    /// The link in it is the account's alone, so nobody reads this mail in the outbox.
    public func resetPassword(
        of account: Account, of practice: Practice, token: String, in transaction: any Transaction
    ) throws {
        let mail = AccountMail(stationery: stationery, practice: practice, account: account)
        try transaction.outbox.enqueue(row(try mail.passwordReset(token: token), .passwordReset, practice))
    }

    /// - Parameters:
    ///   - revision: one mail for each appointment, kind and revision: the appointment's sequence, or a number below zero
    ///     when the same mail is written again on demand.
    ///   - wasAnnounced: see ``AppointmentMail``.
    func announce(
        _ kind: MailKind, _ details: AppointmentDetails, revision: Int, wasAnnounced: Bool = true,
        in transaction: any Transaction
    ) throws {
        let mail = AppointmentMail(stationery: stationery, details: details)
        let message = try mail.message(kind, wasAnnounced: wasAnnounced)
        var row = row(message, kind, details.practice)
        row.practitionerID = details.host.id
        row.appointmentID = details.appointment.id
        row.revision = revision
        guard try transaction.outbox.enqueue(row) else {
            throw AppointmentError.wrongState(details.appointment.state)
        }
    }

    private func row(_ message: MailMessage, _ kind: MailKind, _ practice: Practice) -> OutboxMail {
        let now = stationery.clock.now
        return OutboxMail(
            id: RandomID.make(), practiceID: practice.id, kind: kind.rawValue,
            messageID: message.messageID.description, recipient: message.to.address.description,
            subject: message.subject, message: Data(message.rendered()), state: isDelivering ? .queued : .kept,
            nextAttemptAt: now, createdAt: now)
    }
}
