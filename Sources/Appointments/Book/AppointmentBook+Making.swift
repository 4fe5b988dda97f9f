// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

extension AppointmentBook {
    /// A new appointment that waits for an answer. Nothing is mailed.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/notFound``.
    public func request(
        _ draft: AppointmentDraft, for practitionerID: String, by account: Account
    ) async throws -> AppointmentDetails {
        try await make(draft, for: practitionerID, by: account, state: .requested)
    }

    /// A new appointment that is confirmed at once, with its mail.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/slotTaken``, ``AppointmentError/notFound``.
    public func add(
        confirmed draft: AppointmentDraft, for practitionerID: String, by account: Account
    ) async throws -> AppointmentDetails {
        try await make(draft, for: practitionerID, by: account, state: .confirmed)
    }

    /// An appointment with oneself in two minutes, confirmed. Trying again while one is open gives that one.
    /// - Throws: ``AppointmentError/slotTaken`` when a real appointment stands there.
    public func tryItNow(_ account: Account) async throws -> AppointmentDetails {
        let minute = (clock.now.timeIntervalSince1970 / 60).rounded(.up) * 60
        let draft = AppointmentDraft(
            clientName: account.name, clientEmail: account.email, language: Language(rawValue: account.language) ?? .fr,
            clientTimeZone: account.timeZone, startsAt: Date(timeIntervalSince1970: minute + 120), lengthMinutes: 15)
        do {
            return try await make(draft, for: account.id, by: account, state: .confirmed)
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

    private func make(
        _ draft: AppointmentDraft, for practitionerID: String, by account: Account, state: AppointmentState
    ) async throws -> AppointmentDetails {
        guard Access.mayAct(account, for: practitionerID) else { throw AppointmentError.notFound }
        let now = clock.now.asStored
        let checked = try CheckedDraft(draft, now: now)
        return try await change { transaction in
            let client = Client(
                id: RandomID.make(), practiceID: account.practiceID, name: checked.name,
                email: checked.email.description, phone: checked.phone, language: checked.language.rawValue,
                timeZone: checked.timeZone ?? account.timeZone)
            var appointment = appointment(checked, practitionerID, client, zone: account.timeZone, now: now)
            appointment.state = state
            if state == .confirmed { appointment.confirmedAt = now }
            try transaction.clients.insert(client)
            try transaction.appointments.insert(appointment)
            let details = try AppointmentDetails.load(appointment, in: transaction)
            if state == .confirmed {
                try queue.announce(.confirmed, details, revision: appointment.sequence, in: transaction)
            }
            return details
        }
    }

    private func appointment(
        _ draft: CheckedDraft, _ practitionerID: String, _ client: Client, zone: String, now: Date
    ) -> Appointment {
        let id = RandomID.make()
        func hash(_ purpose: TokenKeys.Purpose) -> String {
            TokenKeys.hash(keys.token(purpose, appointmentID: id, revision: 0))
        }
        return Appointment(
            id: id, practitionerID: practitionerID, clientID: client.id, state: .requested,
            startsAt: draft.startsAt.asStored, lengthMinutes: draft.lengthMinutes, timeZone: zone, note: draft.note,
            uid: "\(id)@\(host)", joinTokenHash: hash(.join), manageTokenHash: hash(.manage), createdAt: now)
    }
}
