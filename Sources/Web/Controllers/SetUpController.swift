// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Storage
import Words

/// The owner's first run.
struct SetUpController: Sendable {
    let site: Site

    private static let fields: Set<String> = [
        "practiceName", "name", "email", "password", "timeZone", "language", "isPractitioner", "roomName",
    ]

    func addRoutes(to router: Router<PageContext>) {
        let pattern = SiteURL.setUp(token: SiteURL.Parameter.token).pattern
        router.get(pattern, use: show)
        router.post(pattern, use: complete)
        router.get(SiteURL.setUpDone.pattern, use: done)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        guard try await site.accounts.isSetUpUsable(token: token) else { throw WebError.deadLink }
        let values = [
            "language": context.language.rawValue, "timeZone": site.defaultTimeZone, "isPractitioner": "on",
        ]
        return try await page(token, FormState(values: values), request, context)
    }

    private func complete(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        let form = try await site.form(request, context, fields: Self.fields, subject: token)
        do {
            let grant = try await site.accounts.completeSetUp(
                token: token,
                SetUpForm(
                    practiceName: form["practiceName"], name: form["name"], email: form["email"],
                    password: form.verbatim("password"), timeZone: form["timeZone"], language: form["language"],
                    isPractitioner: form.isOn("isPractitioner"), roomName: form["roomName"]))
            return site.signedIn(grant, to: .setUpDone)
        } catch AccountError.linkDead {
            throw WebError.deadLink
        } catch AccountError.invalid(let faults) {
            let state = FormState(form, faults: faults, words: site.words(context))
            return try await page(token, state, request, context)
        }
    }

    private func done(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.owner(context)
        let view = SetUpDoneView(isPractitioner: login.account.isPractitioner, sendsMail: site.sendsMail)
        return try await site.page(view, request, context, kind: .personal)
    }

    private func page(
        _ token: String, _ state: FormState, _ request: Request, _ context: PageContext
    ) async throws -> Response {
        let view = SetUpView(token: token, timeZones: TimeZones.names, form: state)
        return try await site.page(
            view, request, context, kind: .personal, status: state.errors.isEmpty ? .ok : .unprocessableContent,
            subject: token)
    }
}
