// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mail
import Scheduling
import Storage
import Words

@testable import Appointments

extension BookFixture {
    /// Wednesday 3 June 2026, 10:30 in Paris.
    static let wednesday = monday.addingTimeInterval((2 * 1440 + 90) * 60)

    /// An appointment as it stands in the tables, whatever made it.
    @discardableResult
    func seat(
        _ id: String = "life", state: AppointmentState = .confirmed, start: Date = wednesday, name: String = "Zoë Léa",
        language: Language = .fr, zone: String = "Europe/Paris", typeName: String = "", expiresAt: Date? = nil,
        of practitionerID: String = "anne"
    ) async throws -> AppointmentDetails {
        let keys = queue.stationery.keys
        let (now, manage) = (clock.wall.now, keys.token(.manage, appointmentID: id, revision: 0))
        let client = Client(
            id: "client-\(id)", practiceID: "practice", name: name, email: "zoe@example.org",
            language: language.rawValue, timeZone: zone)
        let appointment = Appointment(
            id: id, practitionerID: practitionerID, clientID: client.id, state: state, startsAt: start,
            lengthMinutes: 45, timeZone: "Europe/Paris", uid: "\(id)@vis.example.org",
            joinTokenHash: TokenKeys.hash(keys.token(.join, appointmentID: id, revision: 0)),
            manageTokenHash: TokenKeys.hash(manage), createdAt: now, typeName: typeName, expiresAt: expiresAt)
        return try await store.write { transaction in
            try transaction.clients.insert(client)
            try transaction.appointments.insert(appointment)
            let details = try AppointmentDetails.load(appointment, in: transaction)
            try DuePlan.replace(for: details, now: now, in: transaction)
            return details
        }
    }

    /// The next step of an appointment's life: its row, its plan and one mail.
    @discardableResult
    func step(
        _ details: AppointmentDetails, _ kind: MailKind, facts: MailFacts = MailFacts(),
        change: (inout Appointment) -> Void = { _ in }
    ) async throws -> AppointmentDetails {
        var details = details
        let before = details.appointment.state
        change(&details.appointment)
        let (after, now) = (details, clock.wall.now)
        try await store.write { [queue] transaction in
            try transaction.appointments.update(after.appointment, from: before)
            try DuePlan.replace(for: after, now: now, in: transaction)
            try queue.announce(
                kind, after, revision: after.appointment.sequence, facts: facts, in: transaction)
        }
        return after
    }

    /// One mail about an appointment that stands as it is.
    func mail(
        _ kind: MailKind, _ details: AppointmentDetails, facts: MailFacts = MailFacts()
    ) async throws -> RenderedMail {
        try await step(details, kind, facts: facts)
        return try await mail(kind, of: details.appointment.id)
    }

    func mail(_ kind: MailKind, of id: String) async throws -> RenderedMail {
        let rows = try await mails(id).filter { $0.kind == kind.rawValue }
        guard let row = rows.max(by: { $0.revision < $1.revision }), let message = row.message else {
            throw MissingMail(kind: kind)
        }
        return RenderedMail(reading: message)
    }

    struct MissingMail: Error {
        let kind: MailKind
    }

    /// Rules of a practitioner who can be booked.
    @discardableResult
    func open(
        _ practitionerID: String = "anne", change: (inout BookingRules) -> Void = { _ in }
    ) async throws -> BookingRules {
        var rules = BookingRules(practitionerID: practitionerID, slug: practitionerID, isOpen: true)
        change(&rules)
        let kept = rules
        try await store.write { transaction in
            if try transaction.bookingRules.find(practitionerID: practitionerID) == nil {
                try transaction.bookingRules.insert(kept)
            } else {
                try transaction.bookingRules.update(kept)
            }
        }
        return kept
    }

    func due(verbs: DueVerbs? = nil) -> DueService {
        DueService(
            store: store, queue: queue,
            verbs: verbs ?? DueVerbs(expire: { _, _ in }, settle: { _, _ in }, changed: { _ in }), signal: WorkSignal(),
            clock: clock.wall, zones: book.zones, logger: Logger(label: "test"))
    }

    func plan(_ id: String = "life") async throws -> [DueTask] {
        try await store.read { try $0.dueTasks.list(appointmentID: id) }
    }
}

extension String {
    /// With plain spaces: dates keep their parts together with others.
    var spaced: String { replacing("\u{A0}", with: " ") }
}

extension RenderedMail {
    var plain: String { part("text/plain")?.text.spaced.replacing("\r\n", with: "\n") ?? "" }
}
