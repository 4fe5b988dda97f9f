// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The public page as its practitioner sees it beforehand: the templates and the steps are the public page's, what is typed
/// takes the place of what is saved, and nothing is written.
struct OfferPreviewController: Sendable {
    let site: Site

    /// The form whose button was pressed.
    private enum Typed: String {
        case week, exception, rules, type
    }

    private static let fields = WeekForm.fields.union(OfferExceptionsController.fields)
        .union(OfferRulesController.fields).union(OfferTypesController.fields).union(["of"])

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.offer(.preview).pattern) { try await types(introduction: nil, $0, $1) }
        router.post(SiteURL.offer(.preview).pattern) { request, context in
            let form = try await site.form(request, context, fields: OfferPageController.fields)
            return try await types(introduction: form["introduction"], request, context)
        }
        router.get(SiteURL.offer(.previewType(id: SiteURL.Parameter.id)).pattern, use: times)
        router.post(SiteURL.offer(.previewTimes).pattern, use: typed)
    }

    /// - Parameter introduction: one that is not saved yet; nil: the one that is.
    private func types(introduction: String?, _ request: Request, _ context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let offer = try await site.offers.preview(by: account)
        let query = PreviewQuery(request, over: offer.rules)
        let view = BookTypesView(
            practitioner: account.name, introduction: introduction ?? offer.rules.introduction,
            types: offer.types.map { type in
                BookTypesView.Offered(
                    path: query.address(.previewType(id: type.id)), name: type.name, minutes: type.lengthMinutes,
                    price: type.price, description: type.description)
            }, helpPhone: try await helpPhone(account))
        return try await framed(view, request, context)
    }

    private func times(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let query = PreviewQuery(request, over: try await site.offers.rules(of: account))
        return try await times(of: context.parameters.get("id") ?? "", query, isUnread: false, request, context)
    }

    /// What a form holds now.
    private func typed(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        var id = try await site.offers.firstBookable(of: account)?.id
        var query = PreviewQuery()
        var isUnread = false
        let of = form["of"].split(separator: " ", maxSplits: 1).map(String.init)
        switch of.first.flatMap(Typed.init) {
        case .week:
            let (days, faults) = WeekForm(form).read()
            if faults.isEmpty { query.draft.week = days.map { $0.map(SpanForm.init) } }
            isUnread = !faults.isEmpty
        case .exception:
            query.draft.exception = OfferExceptionsController.typed(form)
            query.day = LocalDay(form["firstDay"])
            isUnread = query.draft.exception == nil
        case .rules:
            let saved = try await site.offers.rules(of: account)
            query.draft.rules = OfferRulesController.typed(form, over: saved)
        case .type:
            id = of.last
            query.draft.type = OfferTypesController.typed(form)
            query.typeID = id
        case nil: throw WebError.malformed
        }
        guard let id else { throw WebError.notFound }
        return try await times(of: id, query, isUnread: isUnread, request, context)
    }

    /// - Parameter isUnread: something is typed that could not be saved, and is left out.
    private func times(
        of id: String, _ asked: PreviewQuery, isUnread: Bool, _ request: Request, _ context: PageContext
    ) async throws -> Response {
        let account = try site.practitioner(context).account
        let words = site.words(context)
        var (query, isUnread) = (asked, isUnread)
        // Of another type than the one that was typed.
        if query.typeID != id { query.draft.type = nil }
        var (type, slots): (AppointmentType, [Slot])
        do {
            (type, slots) = try await offered(id, query.draft, account)
        } catch OfferError.invalid {
            query.draft = OfferDraft(type: id == OfferURL.newTypeID ? OfferTypesController.typical : nil)
            isUnread = true
            (type, slots) = try await offered(id, query.draft, account)
        }
        let theirs = TimeZone(identifier: account.timeZone) ?? .gmt
        let zone = query.zone ?? theirs
        let url = OfferURL.previewType(id: id)
        let shown = query
        let view = BookTimesView(
            facts: BookFacts(
                typeName: type.name, practitioner: account.name, minutes: type.lengthMinutes, price: type.price,
                moment: nil),
            zone: ZoneChoice(
                action: SiteURL.offer(url).path, zone: zone, theirs: theirs, practitioner: account.name, isGiven: true,
                kept: query.draftFields),
            week: BookWeek(
                slots, from: query.day, now: site.clock.now, in: zone, words: words,
                paths: BookWeek.Paths(week: { shown.address(url, day: $0) })),
            backPath: query.address(.preview), holdPath: nil, kept: [], isGone: false,
            preview: words(
                isUnread ? "offer_preview_unread" : "offer_preview_note",
                ["type": type.name, "minutes": String(type.lengthMinutes)]),
            helpPhone: try await helpPhone(account))
        return try await framed(view, request, context)
    }

    private func offered(
        _ id: String, _ draft: OfferDraft, _ account: Account
    ) async throws -> (AppointmentType, [Slot]) {
        let saved = id == OfferURL.newTypeID ? nil : id
        let type = try await site.offers.type(saved, with: draft, by: account)
        return (type, try await site.offers.slots(of: type, with: draft, by: account))
    }

    private func helpPhone(_ account: Account) async throws -> String? {
        let details = try await site.accounts.details(of: account)
        return [details.practitioner.helpPhone, details.practice.helpPhone].compactMap(\.self).first { !$0.isEmpty }
    }

    /// In a frame of ours.
    private func framed(_ view: some View, _ request: Request, _ context: PageContext) async throws -> Response {
        try await site.page(
            view, request, context, kind: .personal, embedding: Embedding(parents: ["'self'"], claimed: ""))
    }
}
