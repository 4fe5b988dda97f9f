// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What becomes of the coming appointments of a practitioner who leaves: the owner decides, because the practitioner can no longer.
extension AppointmentBook {
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
        let ahead = try transaction.appointments.open(
            practitionerID: practitionerID, from: now, to: now.addingTimeInterval(10 * 366 * 86_400))
        let awaiting = try transaction.appointments.requests(practitionerID: practitionerID, limit: .max)
            .filter { $0.startsAt < now && $0.isComing(at: now) }
        return awaiting + ahead
    }
}
