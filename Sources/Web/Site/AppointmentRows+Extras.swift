// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage
import Words

extension AppointmentRows {
    /// What the tables hold of appointments of this practitioner besides themselves, by id.
    func extras(of list: [AppointmentDetails]) async throws -> [String: Extras] {
        let requests = list.map(\.appointment).filter { $0.state == .requested }
        let standings = try await site.book.standings(of: requests, by: account)
        let now = site.clock.now
        return try await site.store.read { transaction in
            let readiness = try transaction.readiness.find(appointmentIDs: list.map(\.appointment.id))
            var all: [String: Extras] = [:]
            for item in list {
                let id = item.appointment.id
                var extras = Extras()
                extras.mails = try transaction.outbox.list(appointmentID: id).filter(\.isForClient)
                extras.attendance = try transaction.attendance.list(appointmentID: id)
                extras.readiness = readiness[id]
                extras.standing = standings[id]
                if item.appointment.state == .requested {
                    extras.proposals = try transaction.proposals.list(appointmentID: id).map(\.startsAt)
                        .filter { $0 > now }
                }
                all[id] = extras
            }
            return all
        }
    }
}

extension AppointmentRows {
    /// Names the other calendars that could not be read for more than a day: who confirms then must know. Nil when all is well.
    func staleCalendars() async throws -> String? {
        let names = try await site.feeds.list(by: account).filter(\.isStale).map(\.name)
        guard !names.isEmpty else { return nil }
        return words("desk_stale_calendars", ["names": names.joined(separator: ", ")])
    }
}

extension OutboxMail {
    /// Not one that tells the practitioner what a client did.
    fileprivate var isForClient: Bool {
        MailKind(rawValue: kind)?.isForHost != true
    }
}
