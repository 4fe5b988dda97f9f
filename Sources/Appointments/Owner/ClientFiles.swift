// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Everything that is known of one person, found by e-mail address: to be handed out, and to be forgotten.
public struct ClientFiles: Sendable {
    public struct Summary: Sendable, Equatable {
        public let appointments: Int
        /// Requests and confirmed ones that are not over: they keep the person from being forgotten.
        public let coming: Int
    }

    public enum Failure: Error, Equatable, Sendable {
        /// Nothing is known of this address.
        case unknown
        /// Nothing was erased: so many appointments are still to come.
        case coming(Int)
    }

    private let store: any Store
    private let writer: MailWriter
    private let clock: WallClock

    public init(store: any Store, writer: MailWriter, clock: WallClock = .system) {
        self.store = store
        self.writer = writer
        self.clock = clock
    }

    /// - Throws: ``Failure/unknown``, ``AccountError/notFound`` when the account may not administer.
    public func summary(of email: String, by owner: Account) async throws -> Summary {
        let now = clock.now
        return try await store.read { transaction in
            let appointments = try Self.clients(email, by: owner, in: transaction)
                .flatMap { try transaction.appointments.list(clientID: $0.id) }
            return Summary(
                appointments: appointments.count, coming: appointments.filter { $0.isComing(at: now) }.count)
        }
    }

    /// A JSON document.
    /// - Throws: ``Failure/unknown``, ``AccountError/notFound`` when the account may not administer.
    public func export(_ email: String, by owner: Account) async throws -> Data {
        let now = clock.now
        let file = try await store.read { [writer] transaction in
            let clients = try Self.clients(email, by: owner, in: transaction)
            return ClientFile(
                email: email, exportedAt: now,
                appointments: try clients.flatMap { client in
                    try transaction.appointments.list(clientID: client.id).map { appointment in
                        try ClientFile.Entry(appointment, client, writer, in: transaction)
                    }
                })
        }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(file)
    }

    /// Forgets who the person was; the appointments stay as times.
    /// - Returns: how many appointments they had.
    /// - Throws: ``Failure``, ``AccountError/notFound`` when the account may not administer.
    @discardableResult
    public func erase(_ email: String, by owner: Account) async throws -> Int {
        let now = clock.now
        let appointments = try await store.write { transaction in
            let clients = try Self.clients(email, by: owner, in: transaction)
            let appointments = try clients.flatMap { try transaction.appointments.list(clientID: $0.id) }
            let coming = appointments.filter { $0.isComing(at: now) }.count
            guard coming == 0 else { throw Failure.coming(coming) }
            for client in clients { try transaction.clients.erase(id: client.id) }
            try transaction.erasures.insert(
                Erasure(ranAt: now.asStored, clients: clients.count, appointments: appointments.count))
            return appointments.count
        }
        // What somebody's reading keeps there now goes within the hour.
        _ = try? await store.checkpoint()
        return appointments
    }

    private static func clients(
        _ email: String, by owner: Account, in transaction: any Transaction
    ) throws -> [Client] {
        guard Access.mayAdminister(owner) else { throw AccountError.notFound }
        let email = email.trimmingCharacters(in: .whitespaces)
        let found = email.isEmpty ? [] : try transaction.clients.find(email: email)
        let own = found.filter { $0.practiceID == owner.practiceID }
        guard !own.isEmpty else { throw Failure.unknown }
        return own
    }
}

/// What the document says; the names of its fields are a promise to its readers.
struct ClientFile: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        let name: String
        let email: String
        let phone: String?
        let language: String
        let timeZone: String
        let practitioner: String
        let state: String
        let type: String
        let startsAt: Date
        let lengthMinutes: Int
        let note: String
        let reason: String
        let createdAt: Date
        let attendance: [Event]
        let mails: [Mail]
        let deviceTest: [String: String]?
    }

    struct Event: Encodable, Sendable {
        let event: String
        let at: Date
    }

    struct Mail: Encodable, Sendable {
        let kind: String
        let subject: String
        let createdAt: Date
    }

    let email: String
    let exportedAt: Date
    let appointments: [Entry]
}

extension ClientFile.Entry {
    init(
        _ appointment: Appointment, _ client: Client, _ writer: MailWriter, in transaction: any Transaction
    ) throws {
        let test = try transaction.readiness.find(appointmentID: appointment.id)
        self.init(
            name: client.name, email: client.email, phone: client.phone, language: client.language,
            timeZone: client.timeZone,
            practitioner: try transaction.accounts.find(id: appointment.practitionerID)?.name ?? "",
            state: appointment.state.rawValue, type: appointment.typeName, startsAt: appointment.startsAt,
            lengthMinutes: appointment.lengthMinutes, note: appointment.note, reason: appointment.reason,
            createdAt: appointment.createdAt,
            attendance: try transaction.attendance.list(appointmentID: appointment.id)
                .map { .init(event: $0.event.rawValue, at: $0.at) },
            mails: try transaction.outbox.list(appointmentID: appointment.id)
                .map { writer.titled($0, in: transaction) }.map {
                    .init(kind: $0.kind, subject: $0.subject, createdAt: $0.createdAt)
                },
            deviceTest: test.map { test in
                [
                    "browser": test.browser, "camera": test.camera, "microphone": test.microphone,
                    "speaker": test.speaker, "connection": test.connection,
                ]
            })
    }
}
