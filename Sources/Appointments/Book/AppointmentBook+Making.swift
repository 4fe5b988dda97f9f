// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

extension AppointmentBook {
    /// What is stored with a new appointment in its transaction.
    typealias Alongside = @Sendable (any Transaction, AppointmentDetails, HostSheet) throws -> Void

    /// A new appointment that waits for an answer. One that the practitioner writes down mails nothing; one from elsewhere is
    /// announced to both and expires as those of the public page do.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/notFound``.
    public func request(
        _ draft: AppointmentDraft, for practitionerID: String, by account: Account
    ) async throws -> AppointmentDetails {
        try await make(draft, for: practitionerID, by: account, state: .requested)
    }

    /// A new appointment that is confirmed at once, with its mail. Only another confirmed one is in its way.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/slotTaken``, ``AppointmentError/notFound``.
    public func add(
        confirmed draft: AppointmentDraft, for practitionerID: String, by account: Account
    ) async throws -> AppointmentDetails {
        try await make(draft, for: practitionerID, by: account, state: .confirmed)
    }

    /// An appointment with oneself in two minutes, confirmed. Trying again while one is open gives that one.
    /// - Throws: ``AppointmentError/slotTaken`` when a real appointment stands there, or somebody has asked for the time: no
    ///   client is declined for a trial.
    public func tryItNow(_ account: Account) async throws -> AppointmentDetails {
        let minute = (clock.now.timeIntervalSince1970 / 60).rounded(.up) * 60
        let draft = AppointmentDraft(
            clientName: account.name, clientEmail: account.email, language: Language(rawValue: account.language) ?? .fr,
            clientTimeZone: account.timeZone, startsAt: Date(timeIntervalSince1970: minute + 120), lengthMinutes: 15)
        do {
            return try await make(
                draft, for: account.id, by: account, state: .confirmed,
                alongside: { transaction, details, _ in
                    guard try Self.losers(to: details.appointment, in: transaction).isEmpty else {
                        throw AppointmentError.slotTaken
                    }
                })
        } catch AppointmentError.slotTaken {
            return try await openTrial(of: account, at: draft.startsAt)
        }
    }

    private func openTrial(of account: Account, at start: Date) async throws -> AppointmentDetails {
        try await store.read { transaction in
            let near = try transaction.appointments.list(
                practitionerID: account.id, from: start.addingTimeInterval(-900), to: start.addingTimeInterval(900))
            for appointment in near where appointment.state == .confirmed {
                let details = try AppointmentDetails.load(appointment, in: transaction)
                if details.client.email == account.email { return details }
            }
            throw AppointmentError.slotTaken
        }
    }

    /// - Parameter state: requested or confirmed; nil is what the type says, and confirmed without one.
    /// - Parameter confirming: looks first, in the transaction, whether `account` is as it was read before.
    /// - Throws: also what `confirming` and `alongside` throw.
    func make(
        _ draft: AppointmentDraft, for practitionerID: String, by account: Account, state: AppointmentState?,
        confirming: (@Sendable (HostSheet) throws -> Void)? = nil,
        alongside: @escaping Alongside = { _, _, _ in }
    ) async throws -> AppointmentDetails {
        guard Access.mayAct(account, for: practitionerID) else { throw AppointmentError.notFound }
        let now = clock.now.asStored
        let checked = try CheckedDraft(draft, now: now)
        let client = checked.client(practiceID: account.practiceID, zone: account.timeZone)
        let id =
            draft.form.map { RandomID.make(of: "\(practitionerID)|\($0.text)", at: $0.handedOut) } ?? RandomID.make()
        let blank = appointment(checked, practitionerID, client, zone: account.timeZone, now: now, id: id)
        return try await changeAll { transaction in
            let sheet = try sheets.sheet(of: practitionerID, now: now, in: transaction)
            try confirming?(sheet)
            if draft.form != nil, let made = try transaction.appointments.find(id: id) {
                return Outcome(try AppointmentDetails.load(made, in: transaction), isChanged: false)
            }
            var appointment = blank
            let type = try draft.typeID.map(sheet.type)
            if let type { appointment.take(type) }
            let isConfirmed = state.map { $0 == .confirmed } ?? type?.confirmsAtOnce ?? true
            (appointment.state, appointment.origin) = (isConfirmed ? .confirmed : .requested, draft.origin)
            if isConfirmed {
                appointment.confirmedAt = now
            } else if draft.origin != .desk {
                appointment.setDeadlines(sheet.rules, now: now)
            }
            try transaction.clients.insert(client)
            try transaction.appointments.insert(appointment)
            let details = sheet.details(appointment, client)
            // Before the requests that lose their slot are declined: those that hold it are in the way of a caller's check.
            try alongside(transaction, details, sheet)
            let others = try follow(
                details, isNew: true, mails: Self.mails(of: details.appointment), hook: isConfirmed ? .confirmed : nil,
                hooks: sheet.hooks, now: now, in: transaction)
            return Outcome(details, others: others)
        }.details
    }

    private static func mails(of appointment: Appointment) -> [Announcement] {
        switch (appointment.state, appointment.origin) {
        case (.confirmed, .api): [Announcement(.confirmed), Announcement(.confirmedForHost)]
        case (.confirmed, _): [Announcement(.confirmed)]
        case (_, .desk): []
        default: [Announcement(.requestReceived), Announcement(.requestNew)]
        }
    }

    /// The usual ones for a practitioner who has none yet.
    static func rules(of practitionerID: String, in transaction: any Transaction) throws -> BookingRules {
        try transaction.bookingRules.find(practitionerID: practitionerID)
            ?? BookingRules(practitionerID: practitionerID, slug: "")
    }

    func appointment(
        _ draft: CheckedDraft, _ practitionerID: String, _ client: Client, zone: String, now: Date,
        id: String = RandomID.make()
    ) -> Appointment {
        func hash(_ purpose: TokenKeys.Purpose) -> String {
            TokenKeys.hash(keys.token(purpose, appointmentID: id, revision: 0))
        }
        var appointment = Appointment(
            id: id, practitionerID: practitionerID, clientID: client.id, state: .requested,
            startsAt: draft.startsAt.asStored, lengthMinutes: draft.lengthMinutes, timeZone: zone, note: draft.note,
            uid: "\(id)@\(host)", joinTokenHash: hash(.join), manageTokenHash: hash(.manage), createdAt: now,
            origin: .page)
        appointment.agree(zones, clientZone: client.timeZone)
        return appointment
    }
}
