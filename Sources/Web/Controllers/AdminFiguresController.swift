// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Storage
import Words

/// Numbers by week, for the owner.
struct AdminFiguresController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.adminFigures.pattern, use: show)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let words = site.words(context)
        let practice = try await site.accounts.practice()
        let zone = TimeZone(identifier: practice?.timeZone ?? owner.timeZone) ?? .gmt
        let weeks = try await FigureBook(store: site.store, clock: site.clock).figures(by: owner)
        let view = AdminFiguresView(
            weeks: weeks.map { week in
                AdminFiguresView.Week(
                    // The middle of its Monday: an hour's shift of the clock moves no date.
                    start: words.day(week.start.addingTimeInterval(43_200), in: zone), appointments: week.appointments,
                    held: week.held, missed: week.missed, inVain: week.inVain, mails: week.mails,
                    leadDays: week.leadDays)
            })
        return try await site.page(view, request, context, kind: .personal)
    }
}
