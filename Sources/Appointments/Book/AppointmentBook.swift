// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// The use cases of appointments: one method a verb, one transaction a method, the mail in the same one. Everything a
/// practitioner does names the account that does it.
public struct AppointmentBook: Sendable {
    let store: any Store
    let keys: TokenKeys
    let links: Links
    let queue: MailQueue
    let clock: WallClock
    /// What stands behind the @ of a new appointment's UID.
    let host: String
    private let changed: @Sendable (_ appointmentID: String) -> Void

    /// - Parameters:
    ///   - host: the site's host name.
    ///   - changed: called after each committed change, with the appointment's id, so that an open room hears of it.
    public init(
        store: any Store, keys: TokenKeys, links: Links, queue: MailQueue, host: String, clock: WallClock = .system,
        changed: @escaping @Sendable (_ appointmentID: String) -> Void = { _ in }
    ) {
        self.store = store
        self.keys = keys
        self.links = links
        self.queue = queue
        self.host = host
        self.clock = clock
        self.changed = changed
    }

    /// One transaction of a change; its errors are ours where storage has a word for them.
    func change(
        _ body: @escaping @Sendable (any Transaction) throws -> AppointmentDetails
    ) async throws -> AppointmentDetails {
        let details: AppointmentDetails
        do {
            details = try await store.write(body)
        } catch StorageError.slotTaken {
            throw AppointmentError.slotTaken
        }
        queue.wake()
        changed(details.appointment.id)
        return details
    }

    /// The appointment, when the account may act for its practitioner.
    static func owned(
        _ id: String, by account: Account, in transaction: any Transaction
    ) throws -> AppointmentDetails {
        guard let appointment = try transaction.appointments.find(id: id),
            Access.mayAct(account, for: appointment.practitionerID)
        else { throw AppointmentError.notFound }
        return try AppointmentDetails.load(appointment, in: transaction)
    }

    /// The personal link, which can only knock.
    public func joinLink(_ details: AppointmentDetails) -> String {
        links.join(details.room.slug, token(.join, details.appointment))
    }

    /// The link to the client's own page; it stands in the mail only.
    public func manageLink(_ details: AppointmentDetails) -> String {
        links.manage(token(.manage, details.appointment))
    }

    private func token(_ purpose: TokenKeys.Purpose, _ appointment: Appointment) -> String {
        keys.token(purpose, appointmentID: appointment.id, revision: appointment.linkRevision)
    }
}
