// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AppointmentBook {
    /// The practitioner's own mails, latest first; those that have not gone without what they say.
    public func mails(by account: Account, limit: Int = 200) async throws -> [OutboxMail] {
        guard Access.mayAct(account, for: account.id) else { throw AppointmentError.notFound }
        return try await store.read { [writer = queue.writer] transaction in
            try transaction.outbox.list(practitionerID: account.id, limit: limit)
                .map { writer.titled($0, in: transaction) }
        }
    }

    /// One appointment's mails, latest first.
    public func mails(of id: String, by account: Account) async throws -> [OutboxMail] {
        try await store.read { [writer = queue.writer] transaction in
            _ = try Self.owned(id, by: account, in: transaction)
            return try transaction.outbox.list(appointmentID: id).map { writer.titled($0, in: transaction) }
        }
    }

    /// A mail with its content, which is the practitioner's alone.
    /// - Throws: ``AppointmentError/notFound``, also when it is another's.
    public func mail(_ id: String, by account: Account) async throws -> OutboxMail {
        try await store.read { [writer = queue.writer] transaction in
            writer.shown(try Self.ownedMail(id, by: account, in: transaction), in: transaction)
        }
    }

    /// Every mail's state, for the owner: without recipient and content.
    public func mailStates(by account: Account, limit: Int = 200) async throws -> [OutboxMail] {
        guard Access.mayAdminister(account) else { throw AppointmentError.notFound }
        return try await store.read { transaction in
            try transaction.outbox.listWithoutContent(practiceID: account.practiceID, limit: limit)
        }
    }

    /// "Send again". A mail that was not accepted goes again as it is, while the appointment is as the mail says. Otherwise it
    /// is written anew, so that nobody is sent to a time of before; so is one that was accepted, because receivers drop a second
    /// copy of the same Message-ID, and one whose content was erased.
    /// - Throws: ``AppointmentError/noMailServer``, ``AppointmentError/mailWaiting``, ``AppointmentError/wrongState(_:)`` when
    ///   the mail would say what is no longer so, ``AppointmentError/notFound``.
    public func sendAgain(_ mailID: String, by account: Account) async throws -> AppointmentDetails {
        let now = clock.now
        return try await change { transaction in
            let mail = try Self.ownedMail(mailID, by: account, in: transaction)
            guard queue.isDelivering else { throw AppointmentError.noMailServer }
            guard let appointmentID = mail.appointmentID, let kind = MailKind(rawValue: mail.kind) else {
                throw AppointmentError.notFound
            }
            let details = try Self.owned(appointmentID, by: account, in: transaction)
            guard mail.state != .queued, mail.state != .leased else { throw AppointmentError.mailWaiting }
            guard kind.holds(for: details.appointment, now: now) else {
                throw AppointmentError.wrongState(details.appointment.state)
            }
            let isCurrent = mail.revision == details.appointment.revision
            if mail.state != .accepted, mail.message != nil || mail.facts != nil, isCurrent {
                try transaction.outbox.sendAgain(id: mailID, now: now)
            } else {
                let written = try transaction.outbox.list(appointmentID: appointmentID)
                let lowest = written.filter { $0.kind == mail.kind }.map(\.revision).min() ?? 0
                try queue.announce(kind, details, revision: min(lowest, 0) - 1, in: transaction)
            }
            return details
        }
    }

    private static func ownedMail(
        _ id: String, by account: Account, in transaction: any Transaction
    ) throws -> OutboxMail {
        guard let mail = try transaction.outbox.find(id: id), let practitionerID = mail.practitionerID,
            Access.mayAct(account, for: practitionerID)
        else { throw AppointmentError.notFound }
        return mail
    }
}
