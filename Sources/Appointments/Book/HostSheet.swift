// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Everything that people set around one practitioner, as a booking needs it.
struct HostSheet: Sendable {
    let host: Account
    let practitioner: Practitioner
    let room: RoomRow
    let practice: Practice
    let settings: OfferSettings
    /// Those that are not archived.
    let types: [AppointmentType]
    /// Of the keys that were not revoked.
    let keyIDs: Set<String>
    let hooks: [Webhook]

    var rules: BookingRules { settings.rules }

    /// Of a disabled account too.
    /// - Throws: ``AppointmentError/notFound``.
    static func load(_ practitionerID: String, now: Date, in transaction: any Transaction) throws -> HostSheet {
        guard let host = try transaction.accounts.find(id: practitionerID),
            let practitioner = try transaction.practitioners.find(accountID: practitionerID),
            let room = try transaction.rooms.find(id: practitioner.roomID),
            let practice = try transaction.practice.find(id: host.practiceID)
        else { throw AppointmentError.notFound }
        let rules = try AppointmentBook.rules(of: practitionerID, in: transaction)
        var settings = try OfferSettings.load(rules, of: host, now: now, in: transaction)
        settings.mayHaveFeeds = try !transaction.busyFeeds.list(practitionerID: practitionerID).isEmpty
        let keys = try transaction.apiKeys.list(practitionerID: practitionerID)
        return HostSheet(
            host: host, practitioner: practitioner, room: room, practice: practice,
            settings: settings,
            types: try transaction.appointmentTypes.list(practitionerID: practitionerID),
            keyIDs: Set(keys.filter { $0.revokedAt == nil }.map(\.id)),
            hooks: try transaction.webhooks.list(practitionerID: practitionerID))
    }

    /// - Throws: ``OfferError/notFound``.
    func type(_ id: String) throws -> AppointmentType {
        guard let type = types.first(where: { $0.id == id }) else { throw OfferError.notFound }
        return type
    }

    func details(_ appointment: Appointment, _ client: Client) -> AppointmentDetails {
        AppointmentDetails(
            appointment: appointment, client: client, host: host, practitioner: practitioner, room: room,
            practice: practice)
    }
}
