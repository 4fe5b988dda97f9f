// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

extension AppointmentBook {
    /// How long a slot is kept while the form is filled in, rounded up to a whole minute.
    static let holdTime: TimeInterval = 300
    /// Open requests of one address with one practitioner.
    static let openRequests = 3
    /// Bookings of one address with one practitioner within a day, confirmed at once or not.
    static let bookingsOfDay = 5

    /// Keeps a slot while the form is filled in.
    /// - Parameters:
    ///   - typeKey: see ``PublicOffer/type(_:)``.
    ///   - own: the tokens of holds that the same person has. They end where they are in the way, and stay otherwise.
    /// - Throws: ``AppointmentError/slotGone(_:near:)``, ``AppointmentError/notFound``.
    public func hold(
        slug: String, typeKey: String, startsAt: Date, insteadOf own: [String] = []
    ) async throws -> HeldSlot {
        let now = clock.now.asStored
        let hashes = Set(own.map(TokenKeys.hash))
        let start = startsAt.asStored
        let fresh = SecretToken.make()
        do {
            return try await store.write { transaction in
                try transaction.slotHolds.deleteExpired(now: now)
                let (sheet, type) = try offered(slug: slug, typeKey: typeKey, now: now, in: transaction)
                let settings = sheet.settings
                try Self.check(
                    start, type.shape, settings, now: now, without: .init(holdHashes: hashes), in: transaction)
                let isInWay =
                    try !hashes.isEmpty
                    && SlotCheck.refusal(
                        start: start, shape: type.shape, settings: settings, now: now, in: transaction) != nil
                if isInWay { for hash in hashes { try transaction.slotHolds.delete(tokenHash: hash) } }
                let end = start.addingTimeInterval(60 * Double(type.lengthMinutes))
                let hold = SlotHold(
                    tokenHash: TokenKeys.hash(fresh), practitionerID: type.practitionerID, typeID: type.id,
                    startsAt: start, blocksFrom: start.addingTimeInterval(-60 * Double(type.bufferBefore)),
                    blocksUntil: end.addingTimeInterval(60 * Double(type.bufferAfter)),
                    expiresAt: now.addingTimeInterval(Self.holdTime).upToMinute)
                try transaction.slotHolds.insert(hold)
                return HeldSlot(
                    token: fresh, startsAt: start, endsAt: end, expiresAt: hold.expiresAt, replaced: isInWay ? own : [])
            }
        } catch let lost as SlotLost {
            throw await gone(lost)
        } catch OfferError.notFound {
            throw AppointmentError.notFound
        }
    }

    /// Gives a held slot back; nothing when it is over.
    public func release(holdToken token: String) async throws {
        let hash = TokenKeys.hash(token)
        try await store.write { try $0.slotHolds.delete(tokenHash: hash) }
    }

    /// A client books: requested, or confirmed where the type says so. The slot is checked and taken in one transaction, with
    /// its mails. The same address and time again gives the appointment that is there, and mails nothing.
    /// - Parameters:
    ///   - token: of the client's own hold, which is not in the way and is used up; one that is over is as none.
    ///   - own: the tokens of other holds that the same person has, which are not in the way either.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/slotGone(_:near:)``,
    ///   ``AppointmentError/tooManyRequests``, ``AppointmentError/tooManyBookings``, ``AppointmentError/notFound``.
    public func book(
        _ form: BookingForm, holdToken token: String? = nil, besides own: [String] = []
    ) async throws -> Booking {
        let now = clock.now.asStored
        let checked = try CheckedDraft(form, now: now)
        let hold = token.map(TokenKeys.hash)
        let holds = TakenTimes.Own(holdHashes: Set(own.map(TokenKeys.hash) + [hold].compactMap(\.self)))
        let outcome = try await changeAll { transaction in
            let outcome = try book(
                checked, slug: form.slug, typeKey: form.typeKey, without: holds, now: now, in: transaction)
            if outcome.isChanged, let hold { try transaction.slotHolds.delete(tokenHash: hold) }
            return outcome
        }
        return Booking(details: outcome.details, isNew: outcome.isChanged)
    }

    private func book(
        _ draft: CheckedDraft, slug: String, typeKey: String, without own: TakenTimes.Own, now: Date,
        in transaction: any Transaction
    ) throws -> Outcome {
        let (sheet, type) = try offered(slug: slug, typeKey: typeKey, now: now, in: transaction)
        let settings = sheet.settings
        let open = try transaction.appointments.open(
            email: draft.email.comparable, practitionerID: settings.host.id, now: now)
        if let same = open.first(where: { $0.startsAt == draft.startsAt }) {
            return Outcome(try AppointmentDetails.load(same, in: transaction), isChanged: false)
        }
        let dayBefore = now.addingTimeInterval(-86_400)
        guard open.count(where: { $0.state == .requested }) < Self.openRequests else {
            throw AppointmentError.tooManyRequests
        }
        guard open.count(where: { $0.origin == .page && $0.createdAt > dayBefore }) < Self.bookingsOfDay else {
            throw AppointmentError.tooManyBookings
        }
        try Self.check(draft.startsAt, type.shape, settings, now: now, without: own, in: transaction)
        let client = draft.client(practiceID: settings.host.practiceID, zone: settings.host.timeZone)
        var appointment = appointment(draft, settings.host.id, client, zone: settings.host.timeZone, now: now)
        appointment.take(type)
        if type.confirmsAtOnce {
            (appointment.state, appointment.confirmedAt) = (.confirmed, now)
        } else {
            appointment.setDeadlines(settings.rules, now: now)
        }
        try transaction.clients.insert(client)
        try transaction.appointments.insert(appointment)
        let details = sheet.details(appointment, client)
        let mails: [Announcement] =
            type.confirmsAtOnce
            ? [Announcement(.confirmed), Announcement(.confirmedForHost)]
            : [Announcement(.requestReceived), Announcement(.requestNew)]
        let others = try follow(
            details, isNew: true, mails: mails, hook: type.confirmsAtOnce ? .confirmed : nil, hooks: sheet.hooks,
            now: now, in: transaction)
        return Outcome(details, others: others)
    }

    /// What the address of a public page names.
    private func offered(
        slug: String, typeKey: String, now: Date, in transaction: any Transaction
    ) throws -> (HostSheet, AppointmentType) {
        guard let rules = try transaction.bookingRules.find(slug: slug), rules.isOpen else {
            throw AppointmentError.notFound
        }
        let sheet = try sheets.sheet(of: rules.practitionerID, now: now, in: transaction)
        let byID = sheet.types.first { $0.id == typeKey && $0.visibility == .shown }
        guard Access.mayAct(sheet.host, for: rules.practitionerID),
            let type = byID ?? sheet.types.first(where: { $0.linkKey == typeKey }), type.visibility != .hidden
        else { throw AppointmentError.notFound }
        return (sheet, type)
    }

    /// - Throws: ``SlotLost``.
    static func check(
        _ start: Date, _ shape: SlotShape, _ settings: OfferSettings, now: Date, without own: TakenTimes.Own = .init(),
        in transaction: any Transaction
    ) throws {
        let refusal = try SlotCheck.refusal(
            start: start, shape: shape, settings: settings, now: now, without: own, in: transaction)
        guard let refusal else { return }
        throw SlotLost(refusal: refusal, start: start, shape: shape, practitionerID: settings.host.id)
    }

    func gone(_ lost: SlotLost) async -> AppointmentError {
        let near = try? await offers.near(lost.start, shape: lost.shape, practitionerID: lost.practitionerID)
        return .slotGone(lost.refusal, near: near ?? [])
    }
}

extension Appointment {
    /// Keeps what the type is like now.
    mutating func take(_ type: AppointmentType) {
        (typeID, typeName) = (type.id, type.name)
        (bufferBefore, bufferAfter) = (type.bufferBefore, type.bufferAfter)
        lengthMinutes = type.lengthMinutes
    }
}
