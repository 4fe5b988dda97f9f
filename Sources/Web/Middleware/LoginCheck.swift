// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import Storage
import Words

/// Finds out who is signed in.
struct LoginCheck: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = request.cookies[site.loginCookie]?.value,
            let account = try await site.accounts.account(token: token)
        {
            context.login = PageContext.Login(account: account, sessionHash: TokenKeys.hash(token))
            if !context.hasChosenLanguage, let own = Language(rawValue: account.language) { context.language = own }
        }
        return try await next(request, context)
    }
}

extension Site {
    /// With the prefix that ties it to this host where the site is https (RFC 6265bis, 4.1.3).
    var loginCookie: String { publicURL.isSecure ? "__Host-visavis" : "visavis" }

    /// The answer that signs somebody in and leads on.
    func signedIn(_ grant: LoginGrant, to url: SiteURL) -> Response {
        signedIn(grant, response: redirect(url))
    }

    func signedIn(_ grant: LoginGrant, response: Response) -> Response {
        var response = response
        response.setCookie(
            Cookie(
                name: loginCookie, value: grant.token, expires: grant.expiresAt, path: "/", secure: publicURL.isSecure,
                httpOnly: true, sameSite: .lax))
        return response
    }

    /// The signed-in practitioner; the owner of a practice who holds no appointments is not one.
    func practitioner(_ context: PageContext) throws -> PageContext.Login {
        let login = try signedIn(context)
        guard Access.mayAct(login.account, for: login.account.id) else { throw WebError.notAllowed }
        return login
    }

    func owner(_ context: PageContext) throws -> PageContext.Login {
        let login = try signedIn(context)
        guard Access.mayAdminister(login.account) else { throw WebError.notAllowed }
        return login
    }

    private func signedIn(_ context: PageContext) throws -> PageContext.Login {
        guard let login = context.login else { throw SignInFirst() }
        return login
    }
}

/// The page is for signed-in people: to the sign-in page, and from there back.
struct SignInFirst: Error {}
