// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// The client's device test: its last result stays with the appointment until that is over.
public struct ReadinessBook: Sendable {
    private let store: any Store
    private let queue: MailQueue
    private let clock: WallClock
    private let changed: @Sendable (_ appointmentID: String) -> Void

    /// - Parameter changed: called after each committed change, with the appointment's id.
    public init(
        store: any Store, queue: MailQueue, clock: WallClock = .system,
        changed: @escaping @Sendable (_ appointmentID: String) -> Void = { _ in }
    ) {
        self.store = store
        self.queue = queue
        self.clock = clock
        self.changed = changed
    }

    /// In place of the test before.
    /// - Throws: ``AppointmentError/notFound``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/over``.
    public func keep(_ result: ReadinessResult, manageToken token: String) async throws {
        let now = clock.now.asStored
        let hash = TokenKeys.hash(token)
        let id = try await store.write { transaction in
            guard let appointment = try transaction.appointments.find(manageTokenHash: hash) else {
                throw AppointmentError.notFound
            }
            try Self.checkComing(appointment, now)
            try transaction.readiness.save(
                Readiness(
                    appointmentID: appointment.id, testedAt: now, browser: result.keptBrowser,
                    camera: result.camera.rawValue, microphone: result.microphone.rawValue,
                    speaker: result.speaker.rawValue, connection: result.connection.rawValue))
            return appointment.id
        }
        changed(id)
    }

    /// For the client's own page.
    /// - Throws: ``AppointmentError/notFound``.
    public func of(manageToken token: String) async throws -> Readiness? {
        let hash = TokenKeys.hash(token)
        return try await store.read { transaction in
            guard let appointment = try transaction.appointments.find(manageTokenHash: hash) else {
                throw AppointmentError.notFound
            }
            return try transaction.readiness.find(appointmentID: appointment.id)
        }
    }

    /// - Throws: ``AppointmentError/notFound``, also when it is another practitioner's.
    public func of(_ appointmentID: String, by account: Account) async throws -> Readiness? {
        try await store.read { transaction in
            _ = try AppointmentBook.owned(appointmentID, by: account, in: transaction)
            return try transaction.readiness.find(appointmentID: appointmentID)
        }
    }

    /// Of a list of appointments, by id; those that were not tested are left out.
    /// - Throws: ``AppointmentError/notFound`` when one of them is another practitioner's.
    public func of(_ appointments: [Appointment], by account: Account) async throws -> [String: Readiness] {
        guard appointments.allSatisfy({ Access.mayAct(account, for: $0.practitionerID) }) else {
            throw AppointmentError.notFound
        }
        let ids = appointments.map(\.id)
        return try await store.read { try $0.readiness.find(appointmentIDs: ids) }
    }

    /// Sends the client the link of the device test, again each time it is asked for, once the one before has gone.
    /// - Throws: ``AppointmentError/mailWaiting``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/over``,
    ///   ``AppointmentError/notFound``.
    @discardableResult
    public func sendTestLink(_ id: String, by account: Account) async throws -> AppointmentDetails {
        let now = clock.now
        let details = try await store.write { [queue] transaction in
            let details = try AppointmentBook.owned(id, by: account, in: transaction)
            try Self.checkComing(details.appointment, now)
            let sent = try transaction.outbox.list(appointmentID: id).filter { $0.kind == MailKind.testLink.rawValue }
            guard !sent.contains(where: { $0.state == .queued || $0.state == .leased }) else {
                throw AppointmentError.mailWaiting
            }
            let revision = (sent.map(\.revision).max() ?? -1) + 1
            try queue.announce(.testLink, details, revision: revision, in: transaction)
            return details
        }
        queue.wake()
        changed(id)
        return details
    }

    private static func checkComing(_ appointment: Appointment, _ now: Date) throws(AppointmentError) {
        guard appointment.state == .requested || appointment.state == .confirmed else {
            throw .wrongState(appointment.state)
        }
        guard appointment.isComing(at: now) else { throw .over }
    }
}
