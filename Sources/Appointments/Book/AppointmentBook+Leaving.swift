// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What becomes of the coming appointments of a practitioner who leaves: the owner decides, because the practitioner can no longer.
extension AppointmentBook {
    /// The client's calendar ends its entry, and begins one of the other practitioner's.
    /// - Returns: the requests of the other's that lost their slot by it; nil when it stands against a confirmed one of the
    ///   other's: then nothing is changed.
    func handOver(
        _ old: Appointment, to other: Account, now: Date, in transaction: any Transaction
    ) throws -> [String]? {
        var appointment = old
        appointment.practitionerID = other.id
        appointment.timeZone = other.timeZone
        appointment.typeID = nil
        (appointment.uid, appointment.sequence) = ("\(RandomID.make())@\(host)", 0)
        guard try appointment.state != .confirmed || transaction.appointments.overlapping(appointment).isEmpty else {
            return nil
        }
        let isConfirmed = appointment.state == .confirmed
        if !isConfirmed {
            // What was proposed, and until when and with which words, was of the one who leaves.
            appointment.reason = ""
            let rules = try Self.rules(of: other.id, in: transaction)
            if appointment.expiresAt != nil { appointment.setDeadlines(rules, now: now) }
        }
        var before = try AppointmentDetails.load(old, in: transaction)
        before.appointment.end(as: .cancelled, words: "")
        if isConfirmed { try hooks?.announce(.cancelled, before, in: transaction) }
        var facts = MailFacts()
        facts.formerEntry = FormerEntry(
            uid: old.uid, sequence: before.appointment.sequence, hostID: before.host.id)
        var details = try AppointmentDetails.load(appointment, in: transaction)
        try transaction.proposals.delete(appointmentID: appointment.id)
        return try carryOut(
            &details, from: old.state,
            mails: [Announcement(.handedOver, facts)]
                + [Announcement(isConfirmed ? .confirmed : .requestReceived), Announcement(.takenOver, facts)],
            hook: isConfirmed ? .confirmed : nil, now: now, in: transaction)
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
