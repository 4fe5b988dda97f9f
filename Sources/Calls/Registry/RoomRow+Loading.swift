// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Rooms
import Scheduling
import Storage

/// What is read when a room is taken up.
struct LoadedRoom: Sendable {
    let practitioner: String
    let settings: RoomSettings
    let isRelayOnly: Bool
    let relay: RelaySeats
    let stored: StoredRoom

    /// Takes the room over (its epoch grows) and reads it. Nil for a room that is not there.
    init?(_ id: String, in transaction: any Transaction, at moment: Moment) throws {
        guard let row = try transaction.rooms.find(id: id),
            let settings = try RoomSettings(practitioner: row.practitionerID, in: transaction)
        else { return nil }
        practitioner = row.practitionerID
        self.settings = settings
        isRelayOnly = try transaction.practitioners.find(accountID: row.practitionerID)?.relayOnly ?? false
        let epoch = try transaction.rooms.takeOver(id: id)
        let marks = try transaction.spentTickets.list(roomID: id, now: moment.date)
        var record = RoomRecord(isLocked: row.locked)
        record.hostPage = marks.compactMap(\.hostPage).first
        for mark in marks {
            if let source = mark.silencedSource { record.silenced[source] = moment.instant(of: mark.expiresAt) }
        }
        let call = try transaction.calls.open(roomID: id)
        if let call {
            let appointment = try call.appointmentID.flatMap { try transaction.appointments.find(id: $0) }
            let client = try appointment.flatMap { try transaction.clients.find(id: $0.clientID) }
            record.call = call.record(hostPage: record.hostPage, clientName: client?.name, at: moment)
        }
        relay =
            record.call.map { running in
                RelaySeats(running, host: call?.hostRelayName, guest: call?.guestRelayName, at: moment.instant)
            } ?? RelaySeats()
        stored = StoredRoom(record: record, epoch: epoch, connectedAt: call?.connectedAt)
    }
}

extension RoomSettings {
    /// Nil for an account that holds no appointments.
    init?(practitioner id: String, in transaction: any Transaction) throws {
        guard let account = try transaction.accounts.find(id: id),
            let practitioner = try transaction.practitioners.find(accountID: id)
        else { return nil }
        self.init(
            hostName: account.name, lockOnEntry: practitioner.lockOnEntry, stayClosed: practitioner.stayClosed,
            roomLinkAllowed: practitioner.roomLinkAllowed)
    }
}

extension AppointmentPass {
    /// Nil when the appointment or its client is not there.
    init?(_ id: String, in transaction: any Transaction, at moment: Moment) throws {
        guard let appointment = try transaction.appointments.find(id: id),
            let client = try transaction.clients.find(id: appointment.clientID),
            let practitioner = try transaction.practitioners.find(accountID: appointment.practitionerID)
        else { return nil }
        let isCancelled =
            switch appointment.state {
            case .cancelled, .declined, .expired: true
            case .requested, .confirmed, .held, .missed: false
            }
        let window = KnockWindow(
            start: appointment.startsAt, length: appointment.lengthMinutes, before: practitioner.knockMinutesBefore,
            after: practitioner.knockMinutesAfter, delay: appointment.delayMinutes)
        self.init(
            appointment: AppointmentID(id), clientName: client.name,
            startsAt: Int((appointment.startsAt.timeIntervalSince1970 * 1000).rounded()),
            opens: moment.instant(of: window.opens), closes: moment.instant(of: window.closes),
            isCancelled: isCancelled,
            delayMinutes: appointment.delayMinutes)
    }
}
