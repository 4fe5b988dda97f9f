// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension OfferBook {
    /// What the public page of this name shows.
    /// - Throws: ``OfferError/notFound`` when there is none, it is closed, or the practitioner is disabled.
    public func offer(slug: String) async throws -> PublicOffer {
        try await entry(slug: slug).offer
    }

    /// The same for its practitioner, also while the page is closed.
    /// - Throws: ``OfferError/notFound``.
    public func preview(by account: Account) async throws -> PublicOffer {
        try await entry(of: account).offer
    }

    /// The free slots of a type on days in a zone (the client's), sorted.
    /// - Parameter typeKey: see ``PublicOffer/type(_:)``.
    /// - Throws: ``OfferError/notFound``.
    public func slots(
        slug: String, typeKey: String, days: ClosedRange<LocalDay>, zone: TimeZone
    ) async throws -> [Slot] {
        let entry = try await entry(slug: slug)
        guard let type = entry.offer.type(typeKey) else { throw OfferError.notFound }
        return Self.of(days, in: zone, cache.slots(type.shape, of: entry))
    }

    /// The same for somebody who keeps times from others, which are not in their own way.
    /// - Parameter own: the tokens of their holds.
    /// - Throws: ``OfferError/notFound``.
    public func slots(
        slug: String, typeKey: String, days: ClosedRange<LocalDay>, zone: TimeZone, without own: [String]
    ) async throws -> [Slot] {
        guard !own.isEmpty else { return try await slots(slug: slug, typeKey: typeKey, days: days, zone: zone) }
        let offer = try await offer(slug: slug)
        guard let type = offer.type(typeKey) else { throw OfferError.notFound }
        let holds = TakenTimes.Own(holdHashes: Set(own.map(TokenKeys.hash)))
        let now = clock.now
        return try await store.read { transaction in
            let settings = try OfferSettings.load(offer.rules, now: now, in: transaction)
            return try Self.slots(type.shape, days, in: zone, settings, without: holds, now: now, in: transaction)
        }
    }

    /// The same for the practitioner: of any type, also while the page is closed.
    /// - Throws: ``OfferError/notFound``.
    public func slots(
        typeID: String, days: ClosedRange<LocalDay>, zone: TimeZone, by account: Account
    ) async throws -> [Slot] {
        let type = try await type(typeID, by: account)
        return Self.of(days, in: zone, cache.slots(type.shape, of: try await entry(of: account)))
    }

    /// The free slots of any length: for proposing and moving.
    /// - Throws: ``OfferError/notFound``.
    public func slots(
        shape: SlotShape, days: ClosedRange<LocalDay>, zone: TimeZone, by account: Account
    ) async throws -> [Slot] {
        Self.of(days, in: zone, cache.slots(shape, of: try await entry(of: account)))
    }

    /// The free slots that an appointment could be moved to, on days in a zone. Its own time is not in its way.
    /// - Throws: ``AppointmentError/notFound``, ``OfferError/notFound``.
    public func slots(
        moving manageToken: String, days: ClosedRange<LocalDay>, zone: TimeZone
    ) async throws -> [Slot] {
        let now = clock.now
        let hash = TokenKeys.hash(manageToken)
        return try await store.read { transaction in
            guard let appointment = try transaction.appointments.find(manageTokenHash: hash) else {
                throw AppointmentError.notFound
            }
            guard let rules = try transaction.bookingRules.find(practitionerID: appointment.practitionerID) else {
                throw OfferError.notFound
            }
            let settings = try OfferSettings.load(rules, now: now, in: transaction)
            return try Self.slots(
                appointment.shape, days, in: zone, settings, without: .init(appointmentID: appointment.id), now: now,
                in: transaction
            ).filter { $0.start != appointment.startsAt }
        }
    }

    /// Worked out for one person, from the tables.
    private static func slots(
        _ shape: SlotShape, _ days: ClosedRange<LocalDay>, in zone: TimeZone, _ settings: OfferSettings,
        without own: TakenTimes.Own, now: Date, in transaction: any Transaction
    ) throws -> [Slot] {
        let (from, to) = instants(days, in: zone)
        let taken = try TakenTimes.load(
            practitionerID: settings.host.id, from: from.addingTimeInterval(-86_400),
            to: to.addingTimeInterval(86_400), now: now, without: own, in: transaction)
        let local = ClosedRange(from: from, to: to, in: settings.zone)
        return of(days, in: zone, settings.availability(taken).slots(shape, days: local, now: now))
    }

    /// Up to `count` free slots nearest to a time, sorted, from what is kept.
    func near(_ start: Date, shape: SlotShape, practitionerID: String, count: Int = 5) async throws -> [Date] {
        let entry = try await entry { try $0.bookingRules.find(practitionerID: practitionerID) }
        return SlotCheck.nearest(cache.slots(shape, of: entry), to: start, count: count)
    }

    /// The busy times of the account's other calendars that touch `from ..< to`.
    /// - Throws: ``OfferError/notFound``.
    public func busyElsewhere(from: Date, to: Date, by account: Account) async throws -> [BusyInterval] {
        guard Access.mayAct(account, for: account.id) else { throw OfferError.notFound }
        return try await store.read { transaction in
            try transaction.busyFeeds.spans(practitionerID: account.id, from: from, to: to)
                .map { BusyInterval(start: $0.startsAt, end: $0.endsAt) }
        }
    }

    /// The hours of each of the days, past ones too, in the account's zone, with its exceptions.
    /// - Throws: ``OfferError/notFound``.
    public func openHours(
        _ days: ClosedRange<LocalDay>, by account: Account
    ) async throws -> [(day: LocalDay, spans: [WallSpan])] {
        let (rules, now) = (try await rules(of: account), clock.now)
        return try await store.read { transaction in
            let settings = try OfferSettings.load(rules, now: now, since: days.lowerBound, in: transaction)
            let availability = settings.availability(TakenTimes())
            return days.map { ($0, availability.hours(on: $0)) }
        }
    }

    private func entry(slug: String) async throws -> OfferCache.Entry {
        try await entry { transaction in
            guard let rules = try transaction.bookingRules.find(slug: slug), rules.isOpen else { return nil }
            return rules
        }
    }

    private func entry(of account: Account) async throws -> OfferCache.Entry {
        _ = try await rules(of: account)
        return try await entry { try $0.bookingRules.find(practitionerID: account.id) }
    }

    /// What is kept for the revision that the table has now; worked out when nothing is.
    private func entry(
        _ find: @escaping @Sendable (any Transaction) throws -> BookingRules?
    ) async throws -> OfferCache.Entry {
        let now = clock.now
        let minute = Int((now.timeIntervalSince1970 / 60).rounded(.down))
        return try await store.read { [cache] transaction in
            guard let rules = try find(transaction) else { throw OfferError.notFound }
            let id = rules.practitionerID
            if let kept = cache.find(id, revision: rules.revision, minute: minute) { return kept }
            let settings = try OfferSettings.load(rules, now: now, in: transaction)
            let entry = try Self.entry(settings, minute: minute, in: transaction)
            cache.keep(entry, of: id)
            return entry
        }
    }

    /// - Parameter minute: since 1970.
    static func entry(
        _ settings: OfferSettings, minute: Int, in transaction: any Transaction
    ) throws -> OfferCache.Entry {
        let rules = settings.rules
        let id = rules.practitionerID
        // Holds end on whole minutes, so what holds at the minute's start holds in all of it.
        let start = Date(timeIntervalSince1970: Double(minute) * 60)
        let taken = try TakenTimes.load(
            practitionerID: id, from: start, to: start.addingTimeInterval(Double(rules.horizonDays + 2) * 86_400),
            now: start, in: transaction)
        let types = try transaction.appointmentTypes.list(practitionerID: id)
        let offer = PublicOffer(
            rules: rules, host: settings.host, types: types.filter { $0.visibility == .shown },
            reachable: types.filter { $0.visibility != .hidden })
        return OfferCache.Entry(
            revision: rules.revision, minute: minute, offer: offer, availability: settings.availability(taken))
    }

    private static func instants(_ days: ClosedRange<LocalDay>, in zone: TimeZone) -> (from: Date, to: Date) {
        (days.lowerBound.start(in: zone), days.upperBound.advanced(by: 1).start(in: zone))
    }

    private static func of(_ days: ClosedRange<LocalDay>, in zone: TimeZone, _ slots: [Slot]) -> [Slot] {
        let (from, to) = instants(days, in: zone)
        return slots.filter { $0.start >= from && $0.start < to }
    }
}

extension Appointment {
    /// The time that it takes.
    public var shape: SlotShape {
        SlotShape(lengthMinutes: lengthMinutes, bufferBefore: bufferBefore, bufferAfter: bufferAfter)
    }
}
