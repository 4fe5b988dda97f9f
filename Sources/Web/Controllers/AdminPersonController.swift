// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// One person, to be disabled or enabled by the owner.
struct AdminPersonController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.adminPerson(id: id).pattern) { try await page($0, $1) }
        router.post(SiteURL.disablePerson(id: id).pattern, use: disable)
        router.post(SiteURL.enablePerson(id: id).pattern, use: enable)
    }

    private func disable(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let id = context.parameters.get("id") ?? ""
        let form = try await site.form(request, context, fields: ["coming", "to", "cancelRest"])
        let words = site.words(context)
        let leaving = try await site.book.leaving(id, by: owner)
        guard let choice = Self.choice(form, leaving) else {
            let errors = ["coming": words("admin_person_choose")]
            return try await page(request, context, refused: FormState(values: form.repeatable, errors: errors))
        }
        do {
            for login in try await site.book.disable(id, coming: choice, by: owner) { site.registry.loginEnded(login) }
        } catch let conflict as HandOverConflict {
            let zone = TimeZone(identifier: owner.timeZone) ?? .gmt
            return try await page(
                request, context,
                refused: FormState(
                    values: form.repeatable, errors: ["coming": words("admin_person_cannot_hand")]),
                conflicts: conflict.starts.map { words.moment($0, in: zone, now: site.clock.now) })
        } catch AppointmentError.notFound {
            let errors = ["to": FieldProblem.choice.sentence(words)]
            return try await page(request, context, refused: FormState(values: form.repeatable, errors: errors))
        }
        return site.redirect(.adminPerson(id: id), notice: .disabled)
    }

    private func enable(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        _ = try await site.form(request, context, fields: [])
        let id = context.parameters.get("id") ?? ""
        try await site.accounts.setDisabled(false, accountID: id, by: owner)
        return site.redirect(.adminPerson(id: id), notice: .enabled)
    }

    /// Nil when there is something to decide and nothing was chosen.
    private static func choice(_ form: Form, _ leaving: Leaving) -> ComingChoice? {
        switch AdminPersonView.Choice(rawValue: form["coming"]) {
        case .keep: .keep
        case .cancel: .cancel
        case .hand: .hand(to: form["to"], cancelsRest: form.isOn("cancelRest"))
        case nil: form["coming"].isEmpty && leaving.confirmed + leaving.requested == 0 ? .keep : nil
        }
    }

    private func page(
        _ request: Request, _ context: PageContext, refused: FormState? = nil, conflicts: [String] = []
    ) async throws -> Response {
        let owner = try site.owner(context).account
        let leaving = try await site.book.leaving(context.parameters.get("id") ?? "", by: owner)
        let account = leaving.account
        let view = AdminPersonView(
            name: account.name, email: account.email, id: account.id, isDisabled: account.disabledAt != nil,
            isOwn: account.id == owner.id, isPractitioner: account.isPractitioner, confirmed: leaving.confirmed,
            requested: leaving.requested,
            colleagues: leaving.colleagues.map { .init(id: $0.id, name: $0.name) }, conflicts: conflicts,
            form: refused ?? FormState())
        return try await site.page(
            view, request, context, kind: .personal, status: refused == nil ? .ok : .unprocessableContent)
    }
}
