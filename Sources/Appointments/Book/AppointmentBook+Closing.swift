// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AppointmentBook {
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

    /// The practitioner may change their mind between held and missed.
    private func close(
        _ id: String, as state: AppointmentState, from allowed: Set<AppointmentState>, by account: Account
    ) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        return try await changeAll { transaction in
            let details = try Self.owned(id, by: account, in: transaction)
            let before = details.appointment.state
            guard allowed.contains(before) else { throw AppointmentError.wrongState(before) }
            guard details.appointment.startsAt <= now else { throw AppointmentError.notStarted }
            return try close(details, as: state, now: now, in: transaction)
        }.details
    }

    /// - Parameter mails: what is told, once it is known who was there.
    private func close(
        _ details: AppointmentDetails, as state: AppointmentState, now: Date, in transaction: any Transaction,
        mails: (AppointmentDetails) throws -> [Announcement] = { _ in [] }
    ) throws -> Outcome {
        var details = details
        let before = details.appointment.state
        details.appointment.state = state
        details.absence = try Absence(of: details.appointment, details.practitioner, in: transaction)
        let others = try carryOut(
            &details, from: before, mails: try mails(details), hook: state == .held ? .held : .missed, now: now,
            in: transaction)
        return Outcome(details, others: others)
    }

    /// What due tasks make of appointments.
    public var dueVerbs: DueVerbs {
        DueVerbs(
            expire: { id, transaction in try expire(id, in: transaction) },
            settle: { id, transaction in try settle(id, in: transaction) },
            changed: { id in announce([id]) })
    }

    /// Requested → expired when its time for an answer is over, with a mail that says "not confirmed" and names other times. Of a
    /// request that the practitioner wrote down its client was told nothing, and is told no end either.
    func expire(_ id: String, in transaction: any Transaction) throws {
        let now = clock.now.asStored
        guard let appointment = try transaction.appointments.find(id: id), appointment.state == .requested,
            appointment.requestEnds <= now
        else { return }
        var details = try AppointmentDetails.load(appointment, in: transaction)
        details.appointment.end(as: .expired, words: "")
        try transaction.proposals.delete(appointmentID: id)
        let times = try alternatives(to: appointment, now: now, in: transaction)
        let mails = appointment.expiresAt == nil ? [] : [Announcement(.expired, MailFacts(alternatives: times))]
        _ = try carryOut(&details, from: .requested, mails: mails, now: now, in: transaction)
    }

    /// Confirmed → held or missed, from what happened in the room, when nobody can knock any more; where the server was off, that
    /// it saw nobody is noted besides. A practitioner who did not open is told by mail who was there; one who notes it as missed
    /// has read it on the desk.
    func settle(_ id: String, in transaction: any Transaction) throws {
        let now = clock.now.asStored
        guard let appointment = try transaction.appointments.find(id: id), appointment.state == .confirmed else {
            return
        }
        let details = try AppointmentDetails.load(appointment, in: transaction)
        guard details.knockWindow.closes <= now else { return try DuePlan.replaceWindow(of: details, in: transaction) }
        let events = try transaction.attendance.list(appointmentID: id)
        if !isWitnessed(details, events) {
            try transaction.attendance.insert(Attendance(appointmentID: id, event: .unseen, at: now))
        }
        let isHeld = events.contains { $0.event == .connected }
        _ = try close(details, as: isHeld ? .held : .missed, now: now, in: transaction) { closed in
            clientWaited(closed, events, now: now)
        }
    }

    /// None when the client did not ask to enter, or the practitioner refused and so knows it; when they are their own client to
    /// try it; when the client's data is erased; and when it is no news any more, after an outage.
    private func clientWaited(_ details: AppointmentDetails, _ attendance: [Attendance], now: Date) -> [Announcement] {
        let events = attendance.filter { $0.at >= details.knockWindow.opens }
        guard details.absence == .notOpened, events.contains(where: { $0.event == .knocked }),
            !events.contains(where: { $0.event == .refused }), details.host.disabledAt == nil,
            !details.client.email.isEmpty, details.host.email.lowercased() != details.client.email.lowercased(),
            now < details.appointment.startsAt.addingTimeInterval(Absence.newsworthy)
        else { return [] }
        let facts = MailFacts(
            arrivedAt: events.first?.at, askedAt: events.last { $0.event == .knocked }?.at)
        return [Announcement(.clientWaited, facts)]
    }

    /// The practitioner will be this late for a confirmed appointment; 0 takes it back. Its client is told in the lobby, and by
    /// mail before the start; so is each one after it that the delay reaches.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/over``, ``AppointmentError/wrongState(_:)``,
    ///   ``AppointmentError/notFound``.
    public func runningLate(_ id: String, minutes: Int, by account: Account) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        guard (0...240).contains(minutes) else {
            throw AppointmentError.invalid([InvalidField(.delayMinutes, minutes < 0 ? .tooSmall : .tooLarge)])
        }
        return try await changeAll { transaction in
            let first = try Self.owned(id, by: account, in: transaction)
            guard first.appointment.state == .confirmed else {
                throw AppointmentError.wrongState(first.appointment.state)
            }
            guard first.appointment.endsAt.addingTimeInterval(60 * 240) > now else { throw AppointmentError.over }
            let details = try delay(first, by: minutes, now: now, in: transaction)
            var others: [String] = []
            var free = first.appointment.endsAt.addingTimeInterval(60 * Double(minutes))
            for next in try Self.followers(of: first.appointment, in: transaction) {
                let late = max(0, Int((free.timeIntervalSince(next.startsAt) / 60).rounded(.up)))
                guard late > 0 || next.delayMinutes > 0 else { break }
                free = next.endsAt.addingTimeInterval(60 * Double(late))
                guard late != next.delayMinutes else { continue }
                let reached = try AppointmentDetails.load(next, in: transaction)
                _ = try delay(reached, by: late, now: now, in: transaction)
                others.append(next.id)
            }
            return Outcome(details, others: others)
        }.details
    }

    /// The confirmed ones that start in the twelve hours after it, earliest first.
    private static func followers(of appointment: Appointment, in transaction: any Transaction) throws -> [Appointment]
    {
        try transaction.appointments.open(
            practitionerID: appointment.practitionerID, from: appointment.endsAt,
            to: appointment.endsAt.addingTimeInterval(12 * 3600)
        ).filter { $0.state == .confirmed }
    }

    private func delay(
        _ details: AppointmentDetails, by minutes: Int, now: Date, in transaction: any Transaction
    ) throws -> AppointmentDetails {
        var details = details
        guard details.appointment.delayMinutes != minutes else { return details }
        details.appointment.delayMinutes = minutes
        details.appointment.revision += 1
        try transaction.appointments.update(details.appointment, from: .confirmed)
        try DuePlan.replaceWindow(of: details, in: transaction)
        if let mail = try mail(ofDelay: details.appointment, now: now, in: transaction) {
            try queue.announce(
                mail.kind, details, revision: details.appointment.revision, facts: mail.facts, in: transaction)
        }
        return details
    }

    /// What says the delay that the appointment now has; that there is none any more is news for those who got another mail.
    private func mail(
        ofDelay appointment: Appointment, now: Date, in transaction: any Transaction
    ) throws -> Announcement? {
        let kinds = [MailKind.runningLate, .onTime].map(\.rawValue)
        try transaction.outbox.dropWaiting(appointmentID: appointment.id, kinds: kinds, now: now)
        guard appointment.startsAt > now else { return nil }
        guard appointment.delayMinutes == 0 else {
            return Announcement(.runningLate, MailFacts(delayMinutes: appointment.delayMinutes))
        }
        let told = try transaction.outbox.list(appointmentID: appointment.id).filter {
            kinds.contains($0.kind) && $0.state != .failed
        }
        let last = told.max { $0.revision < $1.revision }
        return last?.kind == MailKind.runningLate.rawValue ? Announcement(.onTime) : nil
    }
}
