// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import Storage
import Words

/// Addresses that are told what becomes of appointments.
struct OfferHooksController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.post(SiteURL.offer(.hooks).pattern, use: add)
        router.post(SiteURL.offer(.testHook(id: id)).pattern, use: test)
        router.post(SiteURL.offer(.removeHook(id: id)).pattern, use: remove)
    }

    /// The secret is in this answer and nowhere else.
    private func add(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: ["url"])
        var page = OfferProgramsPage(site: site)
        do {
            let added = try await site.hooks.add(url: form["url"], by: account)
            page.secret = .init(value: added.secret, isKey: false)
        } catch let refusal as OutsideRefusal {
            guard let problem = refusal.problem(many: "url", site.words(context)) else { throw refusal }
            page.hookForm = FormState(values: form.repeatable, errors: [problem.field: problem.sentence])
        }
        return try await page.answer(request, context)
    }

    private func test(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        let words = site.words(context)
        var page = OfferProgramsPage(site: site)
        switch try await site.hooks.trial(context.parameters.get("id") ?? "", by: account) {
        case .answered(let status): page.outcome = words("offer_hook_answered", ["status": String(status)])
        case .failed(let reason): page.outcome = words("offer_failure_\(reason)")
        }
        return try await page.answer(request, context)
    }

    private func remove(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        try await site.hooks.remove(context.parameters.get("id") ?? "", by: account)
        return site.redirect(.offer(.programs), notice: .hookRemoved)
    }
}
