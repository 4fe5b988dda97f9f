// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

/// Writes the mails that were ordered: when one goes, and whenever somebody looks at it before.
public struct MailWriter: Sendable {
    let stationery: Stationery

    /// The mail with what it says, dated when it was ordered; as it is when it was written before, or is erased.
    /// - Throws: ``AppointmentError/notFound``, `DecodingError`, ``EmailAddress/Failure``: what cannot be written.
    func written(_ row: OutboxMail, in transaction: any Transaction) throws -> OutboxMail {
        guard row.message == nil, let facts = row.facts else { return row }
        let (mail, kind) = try mail(row, try MailOrder(text: facts), in: transaction)
        guard let id = MessageID(row.messageID) else { throw AppointmentError.notFound }
        let message = try mail.message(kind, id: id)
        var row = row
        // The reader's address of now, as the links are: one that was corrected since gets what was ordered for the wrong one.
        row.recipient = message.to.address.description
        (row.subject, row.message, row.facts) = (message.subject, Data(message.rendered()), nil)
        return row
    }

    /// For those who look: as ``written(_:in:)``, and without what it says where it cannot be written.
    func shown(_ row: OutboxMail, in transaction: any Transaction) -> OutboxMail {
        (try? written(row, in: transaction)) ?? titled(row, in: transaction)
    }

    /// The mail with its subject, for a list. One that was erased before it was written says what it would say now.
    func titled(_ row: OutboxMail, in transaction: any Transaction) -> OutboxMail {
        guard row.subject.isEmpty, row.appointmentID != nil else { return row }
        var row = row
        let order = row.facts.flatMap { try? MailOrder(text: $0) }
        if let (mail, kind) = try? mail(row, order, in: transaction) { row.subject = mail.subject(kind) }
        return row
    }

    private func mail(
        _ row: OutboxMail, _ order: MailOrder?, in transaction: any Transaction
    ) throws -> (AppointmentMail, MailKind) {
        guard let kind = MailKind(rawValue: row.kind), let id = row.appointmentID,
            var appointment = try transaction.appointments.find(id: id)
        else { throw AppointmentError.notFound }
        if let order { appointment = order.recalled(appointment) }
        // Whose mail it is: the appointment may be another practitioner's by now.
        if let host = row.practitionerID { appointment.practitionerID = host }
        var stationery = stationery
        stationery.clock = WallClock { row.createdAt }
        let mail = try AppointmentMail(
            kind, try AppointmentDetails.load(appointment, in: transaction), facts: order?.facts ?? MailFacts(),
            stationery: stationery, reading: transaction)
        return (mail, kind)
    }
}
