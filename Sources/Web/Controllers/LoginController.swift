// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Words

/// Sign-in and sign-out.
struct LoginController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.login.pattern, use: show)
        router.post(SiteURL.login.pattern, use: signIn)
        router.post(SiteURL.logout.pattern, use: signOut)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        if let login = context.login { return site.redirect(Self.home(of: login.account.isPractitioner)) }
        let to = request.uri.queryParameters["to"].map(String.init)
        let view = LoginView(form: FormState(), to: Self.ours(to))
        return try await site.page(view, request, context, kind: .personal)
    }

    private func signIn(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(request, context, fields: ["email", "password", "to"], subject: "")
        let words = site.words(context)
        let to = Self.ours(form["to"])
        let message: String
        var status = HTTPResponse.Status.unprocessableContent
        do {
            let grant = try await site.accounts.signIn(
                email: form["email"], password: form.verbatim("password"), address: context.clientAddress,
                replacing: request.cookies[site.loginCookie]?.value)
            if let old = context.login?.sessionHash { site.registry.loginEnded(old) }
            var answer = site.redirect(Self.home(of: grant.account.isPractitioner))
            if let to { answer.headers[.location] = to }
            return site.signedIn(grant, response: answer)
        } catch AccountError.signInRefused {
            message = FieldProblem.signIn.sentence(words)
        } catch AccountError.tooManyAttempts(let wait) {
            message = FieldProblem.signInTooOften(Int(wait.components.seconds) + 1).sentence(words)
            status = .tooManyRequests
        } catch AccountError.busy {
            message = FieldProblem.signInTooOften(5).sentence(words)
            status = .serviceUnavailable
        }
        let view = LoginView(form: FormState(values: form.repeatable, message: message), to: to)
        return try await site.page(view, request, context, kind: .personal, status: status)
    }

    private func signOut(_ request: Request, context: PageContext) async throws -> Response {
        _ = try await site.form(request, context, fields: [])
        var response = site.redirect(.home, notice: .signedOut)
        if let token = request.cookies[site.loginCookie]?.value {
            try await site.accounts.signOut(token: token)
            site.registry.loginEnded(TokenKeys.hash(token))
            response.setCookie(
                Cookie(
                    name: site.loginCookie, value: "", maxAge: 0, path: "/", secure: site.publicURL.isSecure,
                    httpOnly: true,
                    sameSite: .lax))
        }
        return response
    }

    private static func home(of isPractitioner: Bool) -> SiteURL { isPractitioner ? .desk : .admin }

    /// The path, when it is one of ours for signed-in people.
    private static func ours(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/desk") || path.hasPrefix("/admin"), !path.contains("\\"), path.count < 200
        else {
            return nil
        }
        return path
    }
}
