// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Scheduling
import Storage
import Words

/// What can be booked and when: pages that are the same for everybody, and kept.
struct BookController: Sendable {
    let site: Site
    private let own: HeldByBrowser
    private let kept = KeptPages<Key, BookHouse>(most: 256)

    init(site: Site, own: HeldByBrowser) { (self.site, self.own) = (site, own) }

    /// All that makes two visits' pages differ, besides what the tables hold.
    private struct Key: Hashable {
        let slug: String
        let type: String?
        let query: BookQuery
        let isGone: Bool
        let language: Language
        /// Days since 1970: the form's token is a day's.
        let day: Int
    }

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.book(slug: SiteURL.Parameter.slug).pattern, use: types)
        router.get(
            SiteURL.bookType(slug: SiteURL.Parameter.slug, type: SiteURL.Parameter.type).pattern, use: times)
    }

    private func types(_ request: Request, context: PageContext) async throws -> Response {
        var query = BookQuery(request)
        query.day = nil
        let visit = try await BookVisit(site, query, context)
        return try await answer(visit, request, type: nil) { try await visit.typesView() }
    }

    private func times(_ request: Request, context: PageContext) async throws -> Response {
        var visit = try await BookVisit(site, BookQuery(request), context)
        visit.query.day = visit.query.day.map { visit.withinHorizon($0) }
        guard visit.house.rules.isOpen else { return site.redirect(to: visit.query.address(.book(slug: visit.slug))) }
        let (asked, isGone) = (visit, request.uri.queryParameters.has("gone"))
        let holds = own.list(of: HeldByBrowser.Browser(request, context), now: site.clock.now).map(\.token)
        return try await answer(asked, request, type: asked.typeKey, isGone: isGone, isOwn: !holds.isEmpty) {
            try await timesView(asked, isGone: isGone, without: holds)
        }
    }

    private func timesView(_ visit: BookVisit, isGone: Bool, without holds: [String]) async throws -> BookTimesView {
        let type = try await visit.type()
        let (slug, key, query) = (visit.slug, visit.typeKey, visit.query)
        let now = site.clock.now
        let slots = try await site.offers.slots(
            slug: slug, typeKey: key, days: visit.horizon, zone: visit.zone, without: holds)
        let url = SiteURL.bookType(slug: slug, type: key)
        return BookTimesView(
            facts: visit.facts(type), zone: visit.zoneChoice(url),
            week: BookWeek(
                slots, from: query.day, now: now, in: visit.zone, words: visit.words,
                paths: BookWeek.Paths(week: { query.address(url, day: $0) })),
            backPath: query.address(.book(slug: slug)), holdPath: url.path, kept: query.kept, isGone: isGone,
            helpPhone: visit.house.helpPhone)
    }

    /// A signed-in reader's page has their own navigation, one with a notice says it to one reader, one with somebody's own
    /// hold is theirs, and one that is asked for by HEAD has no switch of languages: these are written for who asks, and not kept.
    private func answer(
        _ visit: BookVisit, _ request: Request, type: String?, isGone: Bool = false, isOwn: Bool = false,
        _ view: () async throws -> some View
    ) async throws -> Response {
        let url = type.map { SiteURL.bookType(slug: visit.slug, type: $0) } ?? .book(slug: visit.slug)
        let back = visit.query.address(url, day: visit.query.day)
        guard visit.context.login == nil, !isOwn, request.method == .get,
            request.text(Site.noticeParameter) == nil
        else {
            return try await visit.page(try await view(), request, back: back)
        }
        var query = visit.query
        if visit.embedding?.parent == nil { query.parent = "" }
        let key = Key(
            slug: visit.slug, type: type, query: query, isGone: isGone, language: visit.context.language,
            day: Int(site.clock.now.timeIntervalSince1970 / 86_400))
        let page = try await kept.page(key, visit.house) {
            let frame = site.frame(
                request, visit.context, practice: visit.house.practiceName, kind: .open, subject: BookVisit.subject,
                embedding: visit.embedding, back: back)
            return try WrittenPage(site.templates.render(try await view(), frame: frame), compressed: true)
        }
        return site.answer(page, kind: .open, context: visit.context, embedding: visit.embedding)
    }
}
