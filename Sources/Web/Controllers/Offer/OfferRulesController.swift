// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import Storage
import Words

/// The rules that hold for all of a practitioner's types.
struct OfferRulesController: Sendable {
    let site: Site

    private static let checks = ["holdsRequests", "remindsDay", "remindsHour", "announcesDoor"]
    static let fields: Set<String> = Set(checks).union([
        "minimumNotice", "noticeUnit", "horizon", "step", "dailyCap", "cancelHours", "holdHours",
    ])

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.offer(.rules).pattern) { try await page(nil, $0, $1) }
        router.post(SiteURL.offer(.rules).pattern, use: update)
    }

    private func update(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        let rules = Self.typed(form, over: try await site.offers.rules(of: account))
        do {
            try await site.offers.setRules(rules, by: account)
        } catch OfferError.invalid(let faults) {
            let words = site.words(context)
            var state = FormState(form, faults: faults, words: words)
            if let unit = OfferRulesView.Unit(rawValue: form["noticeUnit"]), state.errors["minimumNotice"] != nil {
                let most = OfferLimits.notice.upperBound / unit.minutes
                state.errors["minimumNotice"] = FieldProblem.number(0, most).sentence(words)
            }
            return try await page(state, request, context)
        }
        return site.redirect(.offer(.rules), notice: .saved)
    }

    private func page(_ refused: FormState?, _ request: Request, _ context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let rules = try await site.offers.rules(of: login.account)
        let view = OfferRulesView(
            frame: try await site.offerFrame(.rules, login), form: refused ?? Self.state(rules),
            step: rules.stepMinutes, preview: try await site.offerPreview(PreviewQuery(), login.account))
        return try await site.offerPage(view, request, context, refused: refused != nil)
    }

    /// What the form says, over what it says nothing of.
    static func typed(_ form: Form, over saved: BookingRules) -> RulesForm {
        var rules = RulesForm(saved)
        rules.minimumNoticeMinutes = minutes(form)
        rules.horizonDays = Int(form["horizon"])
        rules.stepMinutes = Int(form["step"])
        // Text that is no number must not become “no limit”.
        rules.dailyCap = form["dailyCap"].isEmpty ? nil : Int(form["dailyCap"]) ?? 0
        rules.cancelHours = Int(form["cancelHours"])
        rules.holdHours = Int(form["holdHours"])
        rules.holdsRequests = form.isOn("holdsRequests")
        rules.remindsDay = form.isOn("remindsDay")
        rules.remindsHour = form.isOn("remindsHour")
        rules.announcesDoor = form.isOn("announcesDoor")
        return rules
    }

    /// Nil when it is no number that could be meant.
    private static func minutes(_ form: Form) -> Int? {
        guard let number = Int(form["minimumNotice"]), let unit = OfferRulesView.Unit(rawValue: form["noticeUnit"]),
            (0...OfferLimits.notice.upperBound).contains(number)
        else { return nil }
        return number * unit.minutes
    }

    private static func state(_ rules: BookingRules) -> FormState {
        let unit = OfferRulesView.Unit.of(rules.minimumNoticeMinutes)
        var values = [
            "minimumNotice": String(rules.minimumNoticeMinutes / unit.minutes), "noticeUnit": unit.rawValue,
            "horizon": String(rules.horizonDays), "step": String(rules.stepMinutes),
            "dailyCap": rules.dailyCap.map(String.init) ?? "", "cancelHours": String(rules.cancelHours),
            "holdHours": String(rules.holdHours),
        ]
        let isOn = [rules.holdsRequests, rules.remindsDay, rules.remindsHour, rules.announcesDoor]
        for (name, isOn) in zip(checks, isOn) where isOn { values[name] = "on" }
        return FormState(values: values)
    }
}
