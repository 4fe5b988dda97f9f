// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// Other calendars that are read, and the address at which the practitioner's own appointments are.
struct OfferCalendarsController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.offer(.calendars).pattern) { try await page(nil, $0, $1) }
        router.post(SiteURL.offer(.calendars).pattern, use: add)
        router.post(SiteURL.offer(.fetchCalendar(id: id)).pattern, use: fetch)
        router.post(SiteURL.offer(.removeCalendar(id: id)).pattern, use: remove)
        router.post(SiteURL.offer(.ownCalendar).pattern, use: renewOwn)
    }

    private func add(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: ["name", "url"])
        do {
            try await site.feeds.add(name: form["name"], url: form["url"], by: account)
        } catch let refusal as OutsideRefusal {
            guard let problem = refusal.problem(many: "name", site.words(context)) else { throw refusal }
            let state = FormState(values: form.repeatable, errors: [problem.field: problem.sentence])
            return try await page(state, request, context)
        }
        return site.redirect(.offer(.calendars), notice: .calendarAdded)
    }

    private func fetch(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        let feed = try await site.feeds.fetchNow(context.parameters.get("id") ?? "", by: account)
        return site.redirect(
            .offer(.calendars), notice: feed.failure == nil ? .calendarFetched : .calendarFailed)
    }

    private func remove(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        try await site.feeds.remove(context.parameters.get("id") ?? "", by: account)
        return site.redirect(.offer(.calendars), notice: .calendarRemoved)
    }

    private func renewOwn(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: ["do"])
        _ = try await site.offers.rules(of: account)
        if form["do"] == "stop" {
            try await site.calendarOut.close(by: account)
            return site.redirect(.offer(.calendars), notice: .ownCalendarClosed)
        }
        try await site.calendarOut.renew(by: account)
        return site.redirect(.offer(.calendars), notice: .ownCalendar)
    }

    private func page(_ refused: FormState?, _ request: Request, _ context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let words = site.words(context)
        let (zone, now) = (TimeZone(identifier: login.account.timeZone) ?? .gmt, site.clock.now)
        let view = OfferCalendarsView(
            frame: try await site.offerFrame(.calendars, login),
            rows: try await site.feeds.list(by: login.account).map { Self.row($0, words, zone, now) },
            form: refused ?? FormState(), ownAddress: try await site.calendarOut.address(by: login.account))
        return try await site.offerPage(view, request, context, refused: refused != nil)
    }

    private static func row(_ feed: FeedBook.Feed, _ words: Catalog, _ zone: TimeZone, _ now: Date)
        -> OfferCalendarsView.Row
    {
        OfferCalendarsView.Row(
            id: feed.id, name: feed.name, host: feed.host,
            state: feed.isStale ? .stale : feed.fetchedAt == nil ? .waiting : .fresh,
            fetched: feed.fetchedAt.map { words.moment($0, in: zone, now: now) }, events: feed.events,
            failure: feed.failure.map { words("offer_failure_\($0.rawValue)") })
    }
}
