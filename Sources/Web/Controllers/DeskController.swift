// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The practitioner's day.
struct DeskController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.desk.pattern, use: show)
        router.post(SiteURL.tryItNow.pattern, use: tryItNow)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let account = login.account
        let rows = AppointmentRows(site: site, account: account, words: site.words(context))
        let details = try await site.accounts.details(of: account)
        let now = site.clock.now
        let coming = try await site.book.coming(by: account)
        let past = try await site.book.past(by: account)
        let day = try await site.book.day(of: now, in: rows.zone, by: account)
        let all = Dictionary((coming + past + day).map { ($0.appointment.id, $0) }, uniquingKeysWith: { one, _ in one })
        let extras = try await extras(of: Array(all.keys))
        let next = coming.first { $0.appointment.state == .confirmed }?.appointment.id
        func shown(_ list: [AppointmentDetails]) -> [AppointmentRow] {
            list.map { item in
                let id = item.appointment.id
                return rows.row(item, mail: extras.mails[id], attendance: extras.attendance[id] ?? [], next: next)
            }
        }
        let today = Set(day.map(\.appointment.id))
        let view = DeskView(
            today: rows.words.day(now, in: rows.zone), zone: rows.words.zoneName(rows.zone),
            requests: shown(coming.filter { $0.appointment.state == .requested }),
            todays: shown(day.filter { $0.appointment.state != .requested }),
            coming: shown(coming.filter { $0.appointment.state == .confirmed && !today.contains($0.appointment.id) }),
            unsettled: shown(past.filter { $0.appointment.state == .confirmed && !today.contains($0.appointment.id) }),
            roomLink: rows.roomLink(details), sendsMail: site.sendsMail, watch: rows.watch(login, room: details.room))
        return try await site.page(view, request, context, kind: .personal)
    }

    /// The latest mail and the times of each appointment.
    private func extras(of ids: [String]) async throws -> (
        mails: [String: OutboxMail], attendance: [String: [Attendance]]
    ) {
        try await site.store.read { transaction in
            var mails: [String: OutboxMail] = [:]
            var attendance: [String: [Attendance]] = [:]
            for id in ids {
                mails[id] = try transaction.outbox.list(appointmentID: id).first
                attendance[id] = try transaction.attendance.list(appointmentID: id)
            }
            return (mails, attendance)
        }
    }

    private func tryItNow(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        do {
            let details = try await site.book.tryItNow(account)
            return site.redirect(.deskAppointment(id: details.appointment.id))
        } catch AppointmentError.slotTaken {
            // A real appointment stands there: the desk shows it.
            return site.redirect(.desk)
        }
    }
}
