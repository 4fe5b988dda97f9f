// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The public page, as its practitioner sets it up.
struct OfferPageController: Sendable {
    let site: Site

    static let fields: Set<String> = ["isOpen", "slug", "introduction"]

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.offer(.page).pattern) { try await page(nil, $0, $1) }
        router.post(SiteURL.offer(.page).pattern, use: update)
    }

    private func update(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        var rules = RulesForm(try await site.offers.rules(of: account))
        rules.isOpen = form.isOn("isOpen")
        rules.slug = form["slug"]
        rules.introduction = form["introduction"]
        do {
            try await site.offers.setRules(rules, by: account)
        } catch OfferError.invalid(let faults) {
            return try await page(FormState(form, faults: faults, words: site.words(context)), request, context)
        }
        return site.redirect(.offer(.page), notice: .saved)
    }

    private func page(_ refused: FormState?, _ request: Request, _ context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let rules = try await site.offers.rules(of: login.account)
        let link = site.publicURL.absolute(.book(slug: rules.slug))
        let view = OfferPageView(
            frame: try await site.offerFrame(.page, login), form: refused ?? Self.state(rules), link: link,
            qr: QRCode.svg(link, label: site.words(context)("offer_qr")) ?? "",
            missing: try await missing(rules, login.account))
        return try await site.offerPage(view, request, context, refused: refused != nil)
    }

    private func missing(_ rules: BookingRules, _ account: Account) async throws -> [OfferPageView.Step] {
        var missing: [OfferPageView.Step] = []
        if try await site.offers.types(of: account).allSatisfy({ $0.visibility == .hidden }) { missing.append(.types) }
        if try await site.offers.hours(of: account).days.allSatisfy(\.isEmpty) { missing.append(.hours) }
        if !rules.isOpen { missing.append(.open) }
        return missing
    }

    private static func state(_ rules: BookingRules) -> FormState {
        var values = ["slug": rules.slug, "introduction": rules.introduction]
        if rules.isOpen { values["isOpen"] = "on" }
        return FormState(values: values)
    }
}
