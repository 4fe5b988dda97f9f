// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Words

/// An appointment with everybody and everything that belongs to it.
public struct AppointmentDetails: Sendable, Equatable {
    public var appointment: Appointment
    public var client: Client
    /// The practitioner's account.
    public var host: Account
    public var practitioner: Practitioner
    public var room: RoomRow
    public var practice: Practice
    /// Of a missed one.
    public internal(set) var absence: Absence?

    /// - Parameters:
    ///   - client: when it was read already.
    ///   - host: when it was read already.
    static func load(
        _ appointment: Appointment, client: Client? = nil, host: Account? = nil, in transaction: any Transaction
    ) throws -> AppointmentDetails {
        guard let client = try client ?? transaction.clients.find(id: appointment.clientID),
            let host = try host ?? transaction.accounts.find(id: appointment.practitionerID),
            let practitioner = try transaction.practitioners.find(accountID: appointment.practitionerID),
            let room = try transaction.rooms.find(id: practitioner.roomID),
            let practice = try transaction.practice.find(id: host.practiceID)
        else { throw AppointmentError.notFound }
        return AppointmentDetails(
            appointment: appointment, client: client, host: host, practitioner: practitioner, room: room,
            practice: practice, absence: try Absence(of: appointment, practitioner, in: transaction))
    }

    /// The client's language, or the practice's when it is none of ours.
    public var clientLanguage: Language {
        Language(rawValue: client.language) ?? Language(rawValue: practice.language) ?? .fr
    }

    public var clientZone: TimeZone { TimeZone(identifier: client.timeZone) ?? hostZone }

    /// The zone that the hour was agreed in: the practitioner's.
    public var hostZone: TimeZone { TimeZone(identifier: appointment.timeZone) ?? .gmt }

    /// The practitioner's own number, else the practice's; nil when there is neither.
    public var helpPhone: String? {
        [practitioner.helpPhone, practice.helpPhone].compactMap(\.self).first { !$0.isEmpty }
    }

    /// When the bearer of the personal link may knock by the clock.
    public var knockWindow: KnockWindow {
        appointment.knockWindow(of: practitioner)
    }
}

extension Appointment {
    func knockWindow(of practitioner: Practitioner) -> KnockWindow {
        KnockWindow(
            start: startsAt, length: lengthMinutes, before: practitioner.knockMinutesBefore,
            after: practitioner.knockMinutesAfter, delay: delayMinutes)
    }
}
