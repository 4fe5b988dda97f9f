// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The host's side of a call.
struct HostRoomController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.deskRoom.pattern, use: show)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let account = login.account
        let details = try await site.accounts.details(of: account)
        let words = site.words(context)
        let rows = AppointmentRows(site: site, account: account, words: words)
        let now = site.clock.now
        // Also those whose client may still knock after the end.
        let late = try await site.book.past(by: account, limit: 10).filter { $0.knockWindow.closes > now }
        let coming = try await site.book.coming(by: account, limit: 50)
        let confirmed = (late.reversed() + coming).filter { $0.appointment.state == .confirmed }
        let view = HostRoomView(
            context: CallPageContext(
                ticket: rows.watch(login, room: details.room).ticket, signalling: SiteURL.signalling.path,
                cameraOnAtEntry: details.practitioner.cameraOnAtEntry, timeZone: rows.zone.identifier, now: now),
            hostName: account.name, initials: Initials.of(account.name), roomName: details.room.name,
            appointments: confirmed.prefix(20).map { appointment($0, words, rows.zone, now) },
            invite: rows.roomLink(details).invite, roomLinkAllowed: details.practitioner.roomLinkAllowed,
            helpPhone: details.practitioner.helpPhone)
        return try await site.page(view, request, context, kind: .call)
    }

    private func appointment(
        _ details: AppointmentDetails, _ words: Catalog, _ zone: TimeZone, _ now: Date
    ) -> HostRoomView.Appointment {
        let start = details.appointment.startsAt
        let (day, time) = (words.day(start, in: zone, now: now), words.exactTime(start, in: zone))
        return HostRoomView.Appointment(
            id: details.appointment.id, name: details.client.name,
            time: day == words.day(now, in: zone) ? time : "\(day), \(time)", startsAt: start,
            lengthMinutes: details.appointment.lengthMinutes, delay: details.appointment.delayMinutes)
    }
}
