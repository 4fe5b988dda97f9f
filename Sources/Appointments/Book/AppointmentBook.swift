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
    let hooks: HookQueue?
    let clock: WallClock
    let zones: ZoneRules
    /// What stands behind the @ of a new appointment's UID.
    let host: String
    /// What can be booked.
    public let offers: OfferBook
    let sheets = SheetCache()
    /// Since when somebody would have been let in and written down.
    let launchedAt: Date
    private let changed: @Sendable (_ appointmentID: String) -> Void

    /// - Parameters:
    ///   - hooks: announces changes to other programs.
    ///   - host: the site's host name.
    ///   - changed: called after each committed change, with the appointment's id, so that an open room hears of it.
    public init(
        store: any Store, keys: TokenKeys, links: Links, queue: MailQueue, hooks: HookQueue? = nil, host: String,
        clock: WallClock = .system, zones: ZoneRules = .system,
        changed: @escaping @Sendable (_ appointmentID: String) -> Void = { _ in }
    ) {
        self.store = store
        self.keys = keys
        self.links = links
        self.queue = queue
        self.hooks = hooks
        self.host = host
        self.clock = clock
        launchedAt = clock.now
        self.zones = zones
        self.changed = changed
        offers = OfferBook(store: store, clock: clock)
    }

    /// One transaction of a change; its errors are ours where storage and the offer have other words for them.
    func change(
        _ body: @escaping @Sendable (any Transaction) throws -> AppointmentDetails
    ) async throws -> AppointmentDetails {
        try await changeAll { transaction in Outcome(try body(transaction)) }.details
    }

    /// The same for a change that reaches other appointments too.
    func changeAll(_ body: @escaping @Sendable (any Transaction) throws -> Outcome) async throws -> Outcome {
        let outcome: Outcome
        do {
            outcome = try await store.write(body)
        } catch StorageError.slotTaken {
            throw AppointmentError.slotTaken
        } catch OfferError.notFound {
            throw AppointmentError.notFound
        } catch let lost as SlotLost {
            let near = try? await offers.near(lost.start, shape: lost.shape, practitionerID: lost.practitionerID)
            throw AppointmentError.slotGone(lost.refusal, near: near ?? [])
        }
        guard outcome.isChanged else { return outcome }
        announce([outcome.details.appointment.id] + outcome.others)
        return outcome
    }

    /// After the commit: mails and messages go, rooms hear of it.
    func announce(_ appointmentIDs: [String]) {
        queue.wake()
        hooks?.wake()
        for id in appointmentIDs { changed(id) }
    }

    /// The appointment, when the account may act for its practitioner.
    /// - Parameter revision: the one that the caller knows; nil is any.
    static func owned(
        _ id: String, by account: Account, expecting revision: Int? = nil, in transaction: any Transaction
    ) throws -> AppointmentDetails {
        guard let appointment = try transaction.appointments.find(id: id),
            Access.mayAct(account, for: appointment.practitionerID)
        else { throw AppointmentError.notFound }
        if let revision, revision != appointment.revision { throw AppointmentError.changedMeanwhile }
        return try AppointmentDetails.load(appointment, in: transaction)
    }

    /// The appointment of a manage link.
    static func managed(_ token: String, in transaction: any Transaction) throws -> AppointmentDetails {
        guard let appointment = try transaction.appointments.find(manageTokenHash: TokenKeys.hash(token)) else {
            throw AppointmentError.notFound
        }
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

/// What a change made.
struct Outcome: Sendable {
    var details: AppointmentDetails
    /// The other appointments that changed with it.
    var others: [String] = []
    /// False when all was so already.
    var isChanged = true

    init(_ details: AppointmentDetails, others: [String] = [], isChanged: Bool = true) {
        self.details = details
        self.others = others
        self.isChanged = isChanged
    }
}

/// Ends the transaction that found no free slot; the free ones near it are looked up afterwards, from what is kept.
struct SlotLost: Error {
    let refusal: SlotRefusal
    let start: Date
    let shape: SlotShape
    let practitionerID: String
}
