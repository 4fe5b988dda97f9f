// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// An appointment at whose start the clocks will show another hour than was agreed.
public struct ChangedHour: Sendable, Equatable {
    public let details: AppointmentDetails
    public let agreed: AgreedOffsets
    public let present: AgreedOffsets

    /// Nil when the hour is as it was agreed, or the appointment is no longer to come.
    init?(_ details: AppointmentDetails, _ zones: ZoneRules, now: Date) {
        let appointment = details.appointment
        guard let agreed = appointment.agreed, appointment.isComing(at: now) else { return nil }
        present = zones.offsets(
            at: appointment.startsAt, host: appointment.timeZone, client: details.client.timeZone)
        guard present != agreed else { return nil }
        self.details = details
        self.agreed = agreed
    }
}

extension AppointmentBook {
    /// What the last daily check found and nobody has answered, earliest first.
    public func changedHours(by account: Account) async throws -> [ChangedHour] {
        let now = clock.now
        return try await store.read { [zones] transaction in
            try transaction.hourChanges.list(practitionerID: account.id)
                .compactMap { change in
                    let details = try Self.owned(change.appointmentID, by: account, in: transaction)
                    return ChangedHour(details, zones, now: now)
                }
                .sorted { $0.details.appointment.startsAt < $1.details.appointment.startsAt }
        }
    }

    /// The hours that the clocks show now are the agreed ones. Those that are so already are left out.
    /// - Parameter tellingClients: by a mail to each whose own clock will show another hour.
    /// - Throws: ``AppointmentError/notFound`` when one is not the account's.
    public func acceptHours(of ids: [String], tellingClients: Bool, by account: Account) async throws {
        let now = clock.now
        let changed = try await store.write { [zones, queue] transaction in
            try ids.filter { id in
                var details = try Self.owned(id, by: account, in: transaction)
                guard let change = ChangedHour(details, zones, now: now) else { return false }
                details.appointment.agreed = change.present
                details.appointment.revision += 1
                try transaction.appointments.update(details.appointment, from: details.appointment.state)
                try transaction.hourChanges.delete(appointmentID: id)
                if tellingClients, change.agreed.client != change.present.client {
                    try queue.announce(
                        .hourChanged, details, revision: details.appointment.revision,
                        facts: MailFacts(agreedOffset: change.agreed.client), in: transaction)
                }
                return true
            }
        }
        if !changed.isEmpty { announce(changed) }
    }
}
