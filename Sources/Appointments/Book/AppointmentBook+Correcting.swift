// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

/// What a client puts right of what they typed; nil stays as it is.
public struct ClientCorrection: Sendable {
    public var email: String
    public var name: String?
    /// May be empty.
    public var phone: String?
    /// May be empty.
    public var note: String?

    public init(email: String, name: String? = nil, phone: String? = nil, note: String? = nil) {
        (self.email, self.name, self.phone, self.note) = (email, name, phone, note)
    }
}

extension AppointmentBook {
    /// The client puts their details right, with the token of the manage link. Another address gets the mail that tells how
    /// things stand, with new links: what went to the old one, which may be a stranger's, opens nothing any more.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/tooManyRequests`` when the address has as many open
    ///   requests as it may, ``AppointmentError/over``, ``AppointmentError/notFound``.
    public func correct(manageToken token: String, _ correction: ClientCorrection) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        return try await changeAll { transaction in
            var details = try Self.managed(token, in: transaction)
            let (former, note) = (details.client, details.appointment.note)
            guard details.appointment.isComing(at: now), !former.email.isEmpty else { throw AppointmentError.over }
            try details.take(correction, now: now)
            guard details.client != former || details.appointment.note != note else {
                return Outcome(details, isChanged: false)
            }
            var mails: [Announcement] = []
            if details.client.email != former.email {
                try Self.refuseMore(of: details, now: now, in: transaction)
                renewLinks(&details.appointment)
                try transaction.outbox.dropWaiting(
                    appointmentID: details.appointment.id,
                    kinds: MailKind.allCases.filter { !$0.isForHost }.map(\.rawValue), now: now)
                mails = [try Self.standing(of: details, in: transaction)]
            }
            try transaction.clients.update(details.client)
            let others = try carryOut(
                &details, from: details.appointment.state, mails: mails, now: now, in: transaction)
            return Outcome(details, others: others)
        }.details
    }

    /// Nobody is mailed more requests by way of corrections than by booking.
    private static func refuseMore(
        of details: AppointmentDetails, now: Date, in transaction: any Transaction
    ) throws {
        let open = try transaction.appointments.open(
            email: details.client.email.lowercased(), practitionerID: details.host.id, now: now)
        guard open.count(where: { $0.state == .requested && $0.id != details.appointment.id }) < openRequests else {
            throw AppointmentError.tooManyRequests
        }
    }

    private func renewLinks(_ appointment: inout Appointment) {
        appointment.linkRevision += 1
        let (id, revision) = (appointment.id, appointment.linkRevision)
        appointment.joinTokenHash = TokenKeys.hash(keys.token(.join, appointmentID: id, revision: revision))
        appointment.manageTokenHash = TokenKeys.hash(keys.token(.manage, appointmentID: id, revision: revision))
    }

    /// The mail to the client that tells how things stand now.
    private static func standing(
        of details: AppointmentDetails, in transaction: any Transaction
    ) throws -> Announcement {
        let appointment = details.appointment
        guard appointment.state == .requested else { return Announcement(.confirmed) }
        let proposed = try transaction.proposals.list(appointmentID: appointment.id).map(\.startsAt)
        guard !proposed.isEmpty else { return Announcement(.requestReceived) }
        return Announcement(.proposed, MailFacts(alternatives: proposed, words: appointment.reason))
    }
}

extension AppointmentDetails {
    /// - Throws: ``AppointmentError/invalid(_:)`` with every wrong field.
    fileprivate mutating func take(_ correction: ClientCorrection, now: Date) throws {
        let checked = try CheckedDraft(
            AppointmentDraft(
                clientName: correction.name ?? client.name, clientEmail: correction.email,
                clientPhone: correction.phone ?? client.phone ?? "", language: clientLanguage,
                startsAt: appointment.startsAt, lengthMinutes: CheckedDraft.lengths.upperBound,
                note: correction.note ?? appointment.note), now: now, isOffered: true)
        (client.name, client.email, client.phone) = (checked.name, checked.email.description, checked.phone)
        appointment.note = checked.note
    }
}
