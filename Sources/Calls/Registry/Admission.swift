// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Rooms
import Storage

/// What a ticket is worth at this moment, by the tables: a login may have ended, an appointment have new links, a room
/// have another address since the ticket was made.
enum Admission: Sendable {
    case host
    case visitor(VisitorPass, spent: Verdict?)
    case withdrawn

    init(_ ticket: Ticket, practitioner: String, in transaction: any Transaction, at moment: Moment) throws {
        let isValid: Bool
        switch ticket.bearer {
        case .host(let account, let login):
            isValid = try Self.mayHost(account, login: login, practitioner, transaction, moment.date)
            self = .host
        case .personal(let id, let revision, _):
            guard let appointment = try transaction.appointments.find(id: id),
                let pass = try AppointmentPass(id, in: transaction, at: moment)
            else {
                self = .withdrawn
                return
            }
            isValid = appointment.practitionerID == practitioner && appointment.linkRevision == revision
            self = .visitor(.personal(pass), spent: try Self.spent(ticket, transaction, moment.date))
        case .roomLink(let slug, let source):
            isValid = try transaction.rooms.find(id: ticket.room)?.slug == slug
            self = .visitor(.roomLink(source: source), spent: try Self.spent(ticket, transaction, moment.date))
        }
        if !isValid { self = .withdrawn }
    }

    private static func mayHost(
        _ id: String, login: String, _ practitioner: String, _ transaction: any Transaction, _ now: Date
    ) throws -> Bool {
        guard let account = try transaction.accounts.find(id: id),
            let session = try transaction.loginSessions.find(tokenHash: login)
        else { return false }
        return session.accountID == id && session.expiresAt > now && Access.mayAct(account, for: practitioner)
    }

    private static func spent(_ ticket: Ticket, _ transaction: any Transaction, _ now: Date) throws -> Verdict? {
        try transaction.spentTickets.find(ticketID: ticket.page, now: now)?.verdict
    }
}
