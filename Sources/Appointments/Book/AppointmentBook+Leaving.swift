// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What becomes of the coming appointments of a practitioner who leaves: the owner decides, because the practitioner can no longer.
extension AppointmentBook {
    /// How many requests and confirmed appointments are still to come.
    /// - Throws: ``AppointmentError/notFound`` when the account may not administer.
    public func comingCount(of practitionerID: String, by owner: Account) async throws -> Int {
        let now = clock.now
        return try await store.read { transaction in
            try Self.coming(of: practitionerID, by: owner, now: now, in: transaction).count
        }
    }

    /// Cancels every coming one, each with its mail.
    /// - Returns: how many there were.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/notFound``.
    @discardableResult
    public func cancelComing(of practitionerID: String, reason: String = "", by owner: Account) async throws -> Int {
        let words = try Self.words(reason)
        let now = clock.now.asStored
        let ids = try await store.write { transaction in
            try Self.coming(of: practitionerID, by: owner, now: now, in: transaction).map { appointment in
                let details = try AppointmentDetails.load(appointment, in: transaction)
                let outcome = try cancel(details, byClient: false, words: words, now: now, in: transaction)
                return outcome.details.appointment.id
            }
        }
        announce(ids)
        return ids.count
    }

    /// Hands every coming one to another practitioner, each with a mail that has the new name and link; those that stand
    /// against a confirmed one of the other's stay.
    /// - Returns: how many were handed over, and how many stay.
    /// - Throws: ``AppointmentError/notFound``, also when the other one cannot take appointments.
    public func handOver(
        from practitionerID: String, to otherID: String, by owner: Account
    ) async throws -> (handed: Int, kept: Int) {
        let now = clock.now.asStored
        let (ids, kept) = try await store.write { transaction in
            guard practitionerID != otherID, let other = try transaction.accounts.find(id: otherID),
                other.practiceID == owner.practiceID, Access.mayAct(other, for: otherID)
            else { throw AppointmentError.notFound }
            var (ids, kept): ([String], Int) = ([], 0)
            for appointment in try Self.coming(of: practitionerID, by: owner, now: now, in: transaction) {
                if try handOver(appointment, to: other, now: now, in: transaction) {
                    ids.append(appointment.id)
                } else {
                    kept += 1
                }
            }
            return (ids, kept)
        }
        announce(ids)
        return (ids.count, kept)
    }

    /// False when it stands against a confirmed one of the other's: then nothing is changed.
    func handOver(
        _ old: Appointment, to other: Account, now: Date, in transaction: any Transaction
    ) throws -> Bool {
        var appointment = old
        appointment.practitionerID = other.id
        appointment.timeZone = other.timeZone
        appointment.typeID = nil
        appointment.sequence += 1
        guard try appointment.state != .confirmed || transaction.appointments.overlapping(appointment).isEmpty else {
            return false
        }
        var details = try AppointmentDetails.load(appointment, in: transaction)
        let isConfirmed = appointment.state == .confirmed
        try transaction.proposals.delete(appointmentID: appointment.id)
        _ = try carryOut(
            &details, from: old.state,
            mails: isConfirmed
                ? [Announcement(.confirmed), Announcement(.confirmedForHost)]
                : [Announcement(.requestReceived), Announcement(.requestNew)],
            hook: isConfirmed ? .moved : nil, now: now, in: transaction)
        return true
    }

    static func coming(
        of practitionerID: String, by owner: Account, now: Date, in transaction: any Transaction
    ) throws -> [Appointment] {
        guard Access.mayAdminister(owner), let account = try transaction.accounts.find(id: practitionerID),
            account.practiceID == owner.practiceID
        else { throw AppointmentError.notFound }
        return try transaction.appointments.open(
            practitionerID: practitionerID, from: now, to: now.addingTimeInterval(10 * 366 * 86_400))
    }
}
