// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AppointmentBook {
    /// Requested → confirmed, with its mail. The slot is looked at again in the same transaction; other requests that lose
    /// theirs by it are declined and told other times.
    /// - Parameter revision: the one that the caller knows; nil is any.
    /// - Throws: ``AppointmentError/slotTaken``, ``AppointmentError/over``, ``AppointmentError/wrongState(_:)`` (`.confirmed`
    ///   when somebody confirmed before), ``AppointmentError/changedMeanwhile``, ``AppointmentError/notFound``.
    public func confirm(
        _ id: String, by account: Account, expecting revision: Int? = nil
    ) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        return try await changeAll { transaction in
            var details = try Self.owned(id, by: account, expecting: revision, in: transaction)
            guard details.appointment.state == .requested else {
                throw AppointmentError.wrongState(details.appointment.state)
            }
            guard details.appointment.endsAt > now else { throw AppointmentError.over }
            details.appointment.confirm(now: now)
            try transaction.proposals.delete(appointmentID: id)
            let others = try carryOut(
                &details, from: .requested, mails: [Announcement(.confirmed)], hook: .confirmed, now: now,
                in: transaction)
            return Outcome(details, others: others)
        }.details
    }

    /// Requested → declined, with a short mail that has the practitioner's words, if any.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/wrongState(_:)``,
    ///   ``AppointmentError/changedMeanwhile``, ``AppointmentError/notFound``.
    public func decline(
        _ id: String, words: String = "", by account: Account, expecting revision: Int? = nil
    ) async throws -> AppointmentDetails {
        let words = try Self.words(words)
        let now = clock.now.asStored
        return try await changeAll { transaction in
            var details = try Self.owned(id, by: account, expecting: revision, in: transaction)
            guard details.appointment.state == .requested else {
                throw AppointmentError.wrongState(details.appointment.state)
            }
            details.appointment.end(as: .declined, words: words)
            try transaction.proposals.delete(appointmentID: id)
            let others = try carryOut(
                &details, from: .requested, mails: [Announcement(.declined, MailFacts(words: words))], now: now,
                in: transaction)
            return Outcome(details, others: others)
        }.details
    }

    /// Requested or confirmed → cancelled by the practitioner; the client's mail takes it out of their calendar.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/over``, ``AppointmentError/wrongState(_:)``,
    ///   ``AppointmentError/changedMeanwhile``, ``AppointmentError/notFound``.
    public func cancel(
        _ id: String, reason: String = "", by account: Account, expecting revision: Int? = nil
    ) async throws -> AppointmentDetails {
        let words = try Self.words(reason)
        let now = clock.now.asStored
        return try await changeAll { transaction in
            let details = try Self.owned(id, by: account, expecting: revision, in: transaction)
            return try cancel(details, byClient: false, words: words, now: now, in: transaction)
        }.details
    }

    /// The same by the client, with the token of the manage link; the practitioner is told too. A request can be withdrawn
    /// until its start or the end of what was proposed instead, a confirmed appointment until the practitioner's hours before it.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/over``, ``AppointmentError/tooLate(hours:)``,
    ///   ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func cancel(manageToken token: String, reason: String = "") async throws -> AppointmentDetails {
        let words = try Self.words(reason)
        let now = clock.now.asStored
        return try await changeAll { transaction in
            let details = try Self.managed(token, in: transaction)
            try Self.refuseLateness(of: details.appointment, now: now, in: transaction)
            return try cancel(details, byClient: true, words: words, now: now, in: transaction)
        }.details
    }

    /// The last moment at which the client may cancel or move alone.
    public func changeableUntil(_ details: AppointmentDetails) async throws -> Date {
        try await store.read { try Self.changeableUntil(details.appointment, in: $0) }
    }

    private static func changeableUntil(_ appointment: Appointment, in transaction: any Transaction) throws -> Date {
        guard appointment.state == .confirmed else { return appointment.requestEnds }
        let hours = try rules(of: appointment.practitionerID, in: transaction).cancelHours
        return appointment.startsAt.addingTimeInterval(-3600 * Double(hours))
    }

    /// For what a client does: not after the start, and not within the practitioner's hours before it.
    static func refuseLateness(of appointment: Appointment, now: Date, in transaction: any Transaction) throws {
        guard appointment.state == .requested || appointment.state == .confirmed else {
            throw AppointmentError.wrongState(appointment.state)
        }
        let end = appointment.state == .requested ? appointment.requestEnds : appointment.startsAt
        guard end > now else { throw AppointmentError.over }
        let last = try changeableUntil(appointment, in: transaction)
        guard now > last else { return }
        throw AppointmentError.tooLate(hours: Int(appointment.startsAt.timeIntervalSince(last) / 3600))
    }

    func cancel(
        _ details: AppointmentDetails, byClient: Bool, words: String, now: Date, in transaction: any Transaction
    ) throws -> Outcome {
        var details = details
        let state = details.appointment.state
        guard state == .requested || state == .confirmed else { throw AppointmentError.wrongState(state) }
        guard details.appointment.isComing(at: now) else { throw AppointmentError.over }
        details.appointment.end(as: .cancelled, words: words)
        try transaction.proposals.delete(appointmentID: details.appointment.id)
        // The client's own words are not said back to them.
        var mails = [Announcement(.cancelled, MailFacts(words: byClient ? "" : words))]
        if byClient { mails.append(Announcement(.cancelledByClient, MailFacts(words: words))) }
        let others = try carryOut(
            &details, from: state, mails: mails, hook: .cancelled, now: now, in: transaction)
        return Outcome(details, others: others)
    }

    /// Words to the other side: several lines, may be empty.
    /// - Throws: ``AppointmentError/invalid(_:)``.
    static func words(_ text: String) throws -> String {
        do {
            return try FieldText.note(text)
        } catch {
            throw AppointmentError.invalid([InvalidField(.words, error.problem)])
        }
    }
}

extension Appointment {
    /// A request that became one that calendars may rely on.
    mutating func confirm(now: Date) {
        (state, confirmedAt) = (.confirmed, now)
        (holdUntil, expiresAt) = (nil, nil)
        sequence += 1
    }

    /// Calendars take the end for newer than what they hold only with a higher SEQUENCE.
    mutating func end(as state: AppointmentState, words: String) {
        self.state = state
        sequence += 1
        reason = words
        (holdUntil, expiresAt, delayMinutes) = (nil, nil, 0)
    }
}
