// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import Storage

/// What programs sign in with.
struct OfferKeysController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.offer(.programs).pattern) { try await OfferProgramsPage(site: site).answer($0, $1) }
        router.post(SiteURL.offer(.keys).pattern, use: make)
        router.post(SiteURL.offer(.revokeKey(id: SiteURL.Parameter.id)).pattern, use: revoke)
    }

    /// The key is in this answer and nowhere else.
    private func make(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: ["name"])
        var page = OfferProgramsPage(site: site)
        do {
            let made = try await site.keys.make(name: form["name"], by: account)
            page.secret = .init(value: made.secret, isKey: true)
        } catch let refusal as OutsideRefusal {
            guard let problem = refusal.problem(many: "name", site.words(context)) else { throw refusal }
            page.keyForm = FormState(values: form.repeatable, errors: [problem.field: problem.sentence])
        }
        return try await page.answer(request, context)
    }

    private func revoke(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        try await site.keys.revoke(context.parameters.get("id") ?? "", by: account)
        return site.redirect(.offer(.programs), notice: .keyRevoked)
    }
}
