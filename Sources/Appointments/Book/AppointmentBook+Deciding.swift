// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AppointmentBook {
    /// Requested → confirmed, with its mail. The slot is looked at again in the same transaction.
    /// - Throws: ``AppointmentError/slotTaken``, ``AppointmentError/over``, ``AppointmentError/wrongState(_:)`` (`.confirmed`
    ///   when somebody confirmed before), ``AppointmentError/notFound``.
    public func confirm(_ id: String, by account: Account) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        return try await change { transaction in
            var details = try Self.owned(id, by: account, in: transaction)
            guard details.appointment.state == .requested else {
                throw AppointmentError.wrongState(details.appointment.state)
            }
            guard details.appointment.endsAt > now else { throw AppointmentError.over }
            details.appointment.state = .confirmed
            details.appointment.confirmedAt = now
            try transaction.appointments.update(details.appointment, from: .requested)
            try queue.announce(.confirmed, details, revision: details.appointment.sequence, in: transaction)
            return details
        }
    }

    /// Requested → declined, with a short neutral mail.
    /// - Throws: ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func decline(_ id: String, by account: Account) async throws -> AppointmentDetails {
        try await change { transaction in
            var details = try Self.owned(id, by: account, in: transaction)
            guard details.appointment.state == .requested else {
                throw AppointmentError.wrongState(details.appointment.state)
            }
            details.appointment.state = .declined
            try transaction.appointments.update(details.appointment, from: .requested)
            try queue.announce(.declined, details, revision: details.appointment.sequence, in: transaction)
            return details
        }
    }

    /// Requested or confirmed → cancelled by the practitioner; the client's mail takes it out of their calendar.
    /// - Throws: ``AppointmentError/over``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func cancel(_ id: String, by account: Account) async throws -> AppointmentDetails {
        let now = clock.now
        return try await change { transaction in
            let details = try Self.owned(id, by: account, in: transaction)
            return try cancel(details, byClient: false, now: now, in: transaction)
        }
    }

    /// The same by the client, with the token of the manage link; the practitioner is told too.
    /// - Throws: ``AppointmentError/over``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func cancel(manageToken token: String) async throws -> AppointmentDetails {
        let now = clock.now
        return try await change { transaction in
            let hash = TokenKeys.hash(token)
            guard let appointment = try transaction.appointments.find(manageTokenHash: hash) else {
                throw AppointmentError.notFound
            }
            let details = try AppointmentDetails.load(appointment, in: transaction)
            return try cancel(details, byClient: true, now: now, in: transaction)
        }
    }

    /// Confirmed → held.
    /// - Throws: ``AppointmentError/notStarted``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func held(_ id: String, by account: Account) async throws -> AppointmentDetails {
        try await close(id, as: .held, from: [.confirmed, .missed], by: account)
    }

    /// Confirmed → missed.
    /// - Throws: ``AppointmentError/notStarted``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func missed(_ id: String, by account: Account) async throws -> AppointmentDetails {
        try await close(id, as: .missed, from: [.confirmed, .held], by: account)
    }

    private func cancel(
        _ details: AppointmentDetails, byClient: Bool, now: Date, in transaction: any Transaction
    ) throws -> AppointmentDetails {
        var details = details
        let state = details.appointment.state
        guard state == .requested || state == .confirmed else { throw AppointmentError.wrongState(state) }
        guard details.appointment.endsAt > now else { throw AppointmentError.over }
        details.appointment.state = .cancelled
        details.appointment.sequence += 1
        let revision = details.appointment.sequence
        try transaction.appointments.update(details.appointment, from: state)
        try queue.announce(
            .cancelled, details, revision: revision, facts: MailFacts(wasAnnounced: state == .confirmed),
            in: transaction)
        if byClient { try queue.announce(.cancelledByClient, details, revision: revision, in: transaction) }
        return details
    }

    /// The practitioner may change their mind between held and missed.
    private func close(
        _ id: String, as state: AppointmentState, from allowed: Set<AppointmentState>, by account: Account
    ) async throws -> AppointmentDetails {
        let now = clock.now
        return try await change { transaction in
            var details = try Self.owned(id, by: account, in: transaction)
            let before = details.appointment.state
            guard allowed.contains(before) else { throw AppointmentError.wrongState(before) }
            guard details.appointment.startsAt <= now else { throw AppointmentError.notStarted }
            details.appointment.state = state
            try transaction.appointments.update(details.appointment, from: before)
            return details
        }
    }
}
