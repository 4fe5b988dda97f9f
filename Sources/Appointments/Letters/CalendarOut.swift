// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Scheduling
import Storage
import Words

/// The practitioner's own appointments as a calendar that other programs subscribe to by a secret address. It is derived, so
/// that it can be shown again; the table holds its hash, and a new one makes the old one worthless.
public struct CalendarOut: Sendable {
    /// How far back it reaches.
    static let past: TimeInterval = 30 * 86400
    static let refreshMinutes = 15

    private let store: any Store
    private let keys: TokenKeys
    private let links: Links
    private let catalogs: Catalogs
    private let clock: WallClock

    public init(store: any Store, keys: TokenKeys, links: Links, catalogs: Catalogs, clock: WallClock = .system) {
        self.store = store
        self.keys = keys
        self.links = links
        self.catalogs = catalogs
        self.clock = clock
    }

    /// The address to subscribe to; nil while there is none.
    /// - Throws: ``AppointmentError/notFound`` when the account acts for nobody.
    public func address(by account: Account) async throws -> String? {
        guard Access.mayAct(account, for: account.id) else { throw AppointmentError.notFound }
        let rules = try await store.read { try $0.bookingRules.find(practitionerID: account.id) }
        guard let rules, rules.calendarTokenHash != nil else { return nil }
        return links.calendar(keys.calendarToken(practitionerID: account.id, revision: rules.calendarRevision))
    }

    /// A new address; the one before no longer answers.
    /// - Throws: ``AppointmentError/notFound``.
    @discardableResult
    public func renew(by account: Account) async throws -> String {
        let token = try await change(by: account) { [keys] rules in
            rules.calendarRevision += 1
            let token = keys.calendarToken(practitionerID: account.id, revision: rules.calendarRevision)
            rules.calendarTokenHash = TokenKeys.hash(token)
            return token
        }
        return links.calendar(token)
    }

    /// No address answers any more.
    /// - Throws: ``AppointmentError/notFound``.
    public func close(by account: Account) async throws {
        try await change(by: account) { $0.calendarTokenHash = nil }
    }

    /// The iCalendar object of the last 30 days and of all that comes.
    /// - Throws: ``AppointmentError/notFound``, for every token that is not one.
    public func calendar(token: String) async throws -> [UInt8] {
        let (now, hash) = (clock.now, TokenKeys.hash(token))
        return try await store.read { transaction in
            guard let rules = try transaction.bookingRules.find(calendarTokenHash: hash),
                let host = try transaction.accounts.find(id: rules.practitionerID), host.disabledAt == nil,
                let practice = try transaction.practice.find(id: host.practiceID)
            else { throw AppointmentError.notFound }
            let appointments = try transaction.appointments.list(
                practitionerID: host.id, from: now.addingTimeInterval(-Self.past), to: .distantFuture
            ).filter { [.requested, .confirmed, .held, .missed].contains($0.state) }
            let clients = try transaction.clients.find(ids: appointments.map(\.clientID))
            let language = Language(rawValue: host.language) ?? Language(rawValue: practice.language) ?? .fr
            let catalog = catalogs[language]
            let events = appointments.map { event($0, clients[$0.clientID]?.name ?? "", host, catalog, now) }
            return CalendarObject(
                method: .publish, events: events,
                name: catalog("mail_feed_name", ["practitioner": host.name]), refreshMinutes: Self.refreshMinutes
            ).bytes
        }
    }

    /// Only the practitioner reads it, so the client is named; what the client wrote stays on the desk.
    private func event(
        _ appointment: Appointment, _ client: String, _ host: Account, _ catalog: Catalog, _ now: Date
    ) -> Event {
        let isRequest = appointment.state == .requested
        let name = client.isEmpty ? catalog("mail_calendar_summary") : client
        let address = links.deskAppointment(appointment.id)
        return Event(
            uid: appointment.uid, sequence: appointment.sequence, stamp: now, start: appointment.startsAt,
            end: appointment.endsAt, summary: isRequest ? catalog("mail_feed_requested", ["client": name]) : name,
            description: appointment.typeName, location: "", url: address,
            status: isRequest ? .tentative : .confirmed,
            organizer: Organizer(name: host.name, address: host.email), attendee: nil, alarm: nil,
            language: catalog.language.rawValue)
    }

    @discardableResult
    private func change<T: Sendable>(
        by account: Account, _ body: @escaping @Sendable (inout BookingRules) -> T
    ) async throws -> T {
        guard Access.mayAct(account, for: account.id) else { throw AppointmentError.notFound }
        return try await store.write { transaction in
            guard var rules = try transaction.bookingRules.find(practitionerID: account.id) else {
                throw AppointmentError.notFound
            }
            let result = body(&rules)
            try transaction.bookingRules.update(rules)
            return result
        }
    }
}
