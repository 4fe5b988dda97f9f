// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Hummingbird
import Storage
import Words

/// A forgotten password, and what a mailed link leads to: a new password, or an invited person's account.
struct PasswordController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.forgotPassword.pattern, use: showForgotten)
        router.post(SiteURL.forgotPassword.pattern, use: sendLink)
        let password = SiteURL.password(token: SiteURL.Parameter.token).pattern
        router.get(password, use: showNew)
        router.post(password, use: setNew)
        let invitation = SiteURL.invitation(token: SiteURL.Parameter.token).pattern
        router.get(invitation, use: showInvitation)
        router.post(invitation, use: accept)
    }

    private func showForgotten(_ request: Request, context: PageContext) async throws -> Response {
        try await site.page(
            ForgottenPasswordView(form: FormState(), isSent: false, sendsMail: site.sendsMail), request, context,
            kind: .personal)
    }

    private func sendLink(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(request, context, fields: ["email"])
        try await site.accounts.forgotPassword(email: form["email"], address: context.clientAddress)
        return try await site.page(
            ForgottenPasswordView(form: FormState(), isSent: true), request, context, kind: .personal)
    }

    private func showNew(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        guard try await site.accounts.isPasswordLinkUsable(token: token) else { throw WebError.deadLink }
        let view = NewPasswordView(token: token, form: FormState())
        return try await site.page(view, request, context, kind: .personal, subject: token)
    }

    private func setNew(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        let form = try await site.form(request, context, fields: ["password"], subject: token)
        do {
            let grant = try await site.accounts.resetPassword(token: token, password: form.verbatim("password"))
            site.registry.accountChanged(grant.account.id)
            return site.signedIn(grant, to: grant.account.isPractitioner ? .desk : .admin)
        } catch AccountError.linkDead {
            throw WebError.deadLink
        } catch AccountError.invalid(let faults) {
            let state = FormState(form, faults: faults, words: site.words(context))
            return try await site.page(
                NewPasswordView(token: token, form: state), request, context, kind: .personal,
                status: .unprocessableContent, subject: token)
        }
    }

    private func showInvitation(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        let state = FormState(values: ["language": context.language.rawValue, "timeZone": site.defaultTimeZone])
        return try await invitationPage(token, state, request, context)
    }

    private func accept(_ request: Request, context: PageContext) async throws -> Response {
        let token = context.parameters.get("token") ?? ""
        let fields: Set<String> = ["name", "password", "timeZone", "language", "roomName"]
        let form = try await site.form(request, context, fields: fields, subject: token)
        do {
            let grant = try await site.accounts.accept(
                token: token,
                AcceptanceForm(
                    name: form["name"], password: form.verbatim("password"), timeZone: form["timeZone"],
                    language: form["language"], roomName: form["roomName"]))
            return site.signedIn(grant, to: grant.account.isPractitioner ? .desk : .admin)
        } catch AccountError.linkDead {
            throw WebError.deadLink
        } catch AccountError.invalid(let faults) {
            let state = FormState(form, faults: faults, words: site.words(context))
            return try await invitationPage(token, state, request, context)
        }
    }

    private func invitationPage(
        _ token: String, _ state: FormState, _ request: Request, _ context: PageContext
    ) async throws -> Response {
        guard let account = try await site.accounts.invitation(token: token) else { throw WebError.deadLink }
        let view = InvitationView(
            token: token, email: account.email, isPractitioner: account.isPractitioner, timeZones: TimeZones.names,
            form: state)
        return try await site.page(
            view, request, context, kind: .personal, status: state.errors.isEmpty ? .ok : .unprocessableContent,
            subject: token)
    }
}
