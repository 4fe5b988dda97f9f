// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AppointmentBook {
    /// By the personal link's token.
    /// - Throws: ``AppointmentError/notFound``, for every token that is not one.
    public func find(joinToken token: String) async throws -> AppointmentDetails {
        let hash = TokenKeys.hash(token)
        return try await find { try $0.appointments.find(joinTokenHash: hash) }
    }

    /// By the manage link's token.
    /// - Throws: ``AppointmentError/notFound``, for every token that is not one.
    public func find(manageToken token: String) async throws -> AppointmentDetails {
        let hash = TokenKeys.hash(token)
        return try await find { try $0.appointments.find(manageTokenHash: hash) }
    }

    /// - Throws: ``AppointmentError/notFound``, also when it is another practitioner's.
    public func find(_ id: String, by account: Account) async throws -> AppointmentDetails {
        try await store.read { try Self.owned(id, by: account, in: $0) }
    }

    /// Those of one day in the zone, earliest first, in every state.
    public func day(of date: Date, in zone: TimeZone, by account: Account) async throws -> [AppointmentDetails] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let start = calendar.startOfDay(for: date)
        let end = calendar.date(byAdding: .day, value: 1, to: start) ?? start.addingTimeInterval(86400)
        return try await list(by: account) { transaction in
            try transaction.appointments.list(practitionerID: account.id, from: start, to: end)
        }
    }

    /// The requests and confirmed ones that are not over, earliest first.
    public func coming(by account: Account, limit: Int = 200) async throws -> [AppointmentDetails] {
        let now = clock.now
        return try await list(by: account) { transaction in
            try transaction.appointments.coming(practitionerID: account.id, now: now, limit: limit)
        }
    }

    /// The requests that wait for an answer, those that start first before.
    /// - Parameter offset: how many of them are left out.
    public func requests(
        by account: Account, limit: Int = 100, offset: Int = 0
    ) async throws -> [AppointmentDetails] {
        try await list(by: account) { transaction in
            try transaction.appointments.requests(practitionerID: account.id, limit: limit, offset: offset)
        }
    }

    /// Those that are over, latest first.
    public func past(by account: Account, limit: Int = 50) async throws -> [AppointmentDetails] {
        let now = clock.now
        return try await list(by: account) { transaction in
            try transaction.appointments.past(practitionerID: account.id, now: now, limit: limit)
        }
    }

    /// What happened at the appointment, in order.
    public func attendance(_ id: String, by account: Account) async throws -> [Attendance] {
        try await store.read { transaction in
            _ = try Self.owned(id, by: account, in: transaction)
            return try transaction.attendance.list(appointmentID: id)
        }
    }

    /// That nobody was seen says something only where this server ran since the door opened: before, a client may have stood in
    /// front of an address that did not answer.
    public func isWitnessed(_ details: AppointmentDetails, _ attendance: [Attendance]) -> Bool {
        let window = details.knockWindow
        return launchedAt <= window.opens || attendance.contains { (window.opens..<window.closes).contains($0.at) }
    }

    /// Held or missed, as the attendance suggests; nil while it is too early to tell or when it has been said.
    public func proposal(for appointment: Appointment, _ attendance: [Attendance]) -> AppointmentState? {
        guard appointment.state == .confirmed else { return nil }
        if attendance.contains(where: { $0.event == .connected }) { return .held }
        return appointment.endsAt <= clock.now ? .missed : nil
    }

    private func find(
        _ body: @escaping @Sendable (any Transaction) throws -> Appointment?
    ) async throws -> AppointmentDetails {
        try await store.read { transaction in
            guard let appointment = try body(transaction) else { throw AppointmentError.notFound }
            return try AppointmentDetails.load(appointment, in: transaction)
        }
    }

    /// All of one practitioner, so that everything but the clients is read once.
    private func list(
        by account: Account, _ body: @escaping @Sendable (any Transaction) throws -> [Appointment]
    ) async throws -> [AppointmentDetails] {
        guard Access.mayAct(account, for: account.id) else { throw AppointmentError.notFound }
        return try await store.read { transaction in
            let appointments = try body(transaction)
            guard let first = appointments.first else { return [] }
            let pattern = try AppointmentDetails.load(first, in: transaction)
            let clients = try transaction.clients.find(ids: appointments.map(\.clientID))
            return try appointments.compactMap { appointment in
                guard let client = clients[appointment.clientID] else { return nil }
                var details = pattern
                details.appointment = appointment
                details.client = client
                details.absence = try Absence(of: appointment, details.practitioner, in: transaction)
                return details
            }
        }
    }
}
