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

    /// What is read, and what of it is listed: whoever has more coming looks into the calendar.
    private static let (mostComing, mostPast, mostShown, mostRequests) = (60, 30, 15, 100)
    /// The query with the number of requests that are left out.
    static let requestsParameter = "requests"

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.desk.pattern, use: show)
        router.post(SiteURL.tryItNow.pattern, use: tryItNow)
        router.post(SiteURL.changedHours.pattern, use: acceptHours)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let account = login.account
        let rows = AppointmentRows(site: site, account: account, words: site.words(context))
        let details = try await site.accounts.details(of: account)
        let now = site.clock.now
        let coming = try await site.book.coming(by: account, limit: Self.mostComing)
        let past = try await site.book.past(by: account, limit: Self.mostPast)
        let day = try await site.book.day(of: now, in: rows.zone, by: account)
        let today = Set(day.map(\.appointment.id))
        let first = min(max(0, request.text(Self.requestsParameter).flatMap { Int($0) } ?? 0), 1_000_000)
        var requests = try await site.book.requests(by: account, limit: Self.mostRequests + 1, offset: first)
        let hasMoreRequests = requests.count > Self.mostRequests
        requests = Array(requests.prefix(Self.mostRequests))
        let todays = day.filter { $0.appointment.state != .requested }
        let confirmed = coming.filter { $0.appointment.state == .confirmed }
        let later = confirmed.filter { !today.contains($0.appointment.id) }
        let unsettled = past.filter { isUnsettled($0, at: now) && !today.contains($0.appointment.id) }
        let extras = try await rows.extras(of: requests + todays + later.prefix(Self.mostShown) + unsettled)
        let next = confirmed.first?.appointment.id
        func shown(_ list: some Sequence<AppointmentDetails>) -> [AppointmentRow] {
            list.map { rows.row($0, extras[$0.appointment.id] ?? .init(), next: next) }
        }
        let view = DeskView(
            today: rows.words.day(now, in: rows.zone), zone: rows.words.zoneName(rows.zone), requests: shown(requests),
            todays: shown(todays), coming: shown(later.prefix(Self.mostShown)), hasMore: later.count > Self.mostShown,
            unsettled: shown(unsettled), roomLink: rows.roomLink(details),
            mailBanner: try await site.mailBanner(for: account, rows.words),
            staleCalendars: try await rows.staleCalendars(), changedHours: try await rows.changedHours(),
            watch: rows.watch(login, room: details.room),
            earlierRequests: first > 0 ? Self.requestsPath(0) : nil,
            laterRequests: hasMoreRequests ? Self.requestsPath(first + Self.mostRequests) : nil)
        return try await site.page(view, request, context, kind: .personal)
    }

    /// Nobody has noted how it ended; or it has something to be read for a while.
    private func isUnsettled(_ details: AppointmentDetails, at now: Date) -> Bool {
        details.appointment.state == .confirmed
            || details.absence?.isNews == true
                && details.appointment.startsAt > now.addingTimeInterval(-Absence.newsworthy)
    }

    private static func requestsPath(_ first: Int) -> String {
        SiteURL.desk.path + (first > 0 ? "?\(requestsParameter)=\(first)" : "") + "#requests"
    }

    /// The hours that the page showed, and no others.
    private func acceptHours(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: ["ids", "do"])
        guard ["tell", "keep"].contains(form["do"]) else { throw WebError.malformed }
        let ids = form["ids"].split(separator: " ").map(String.init)
        let tells = form["do"] == "tell"
        do {
            try await site.book.acceptHours(of: ids, tellingClients: tells, by: account)
        } catch AppointmentError.notFound {
            throw WebError.notFound
        }
        return site.redirect(.desk, notice: tells ? (site.sendsMail ? .queued : .noMailServer) : .saved)
    }

    private func tryItNow(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        do {
            let details = try await site.book.tryItNow(account)
            return site.redirect(.deskAppointment(id: details.appointment.id))
        } catch AppointmentError.slotTaken {
            // A real appointment stands there, or somebody asked for the time: the desk shows it.
            return site.redirect(.desk, notice: .trialTaken)
        }
    }
}
