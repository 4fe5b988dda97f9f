// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import Scheduling
import Storage
import Words

/// Pages that anybody may read, the language switch, and what monitoring asks.
struct OpenController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.home.pattern, use: home)
        router.get(SiteURL.help.pattern, use: help)
        router.get(SiteURL.privacy.pattern) { try await text(.privacy, $0, $1) }
        router.get(SiteURL.legal.pattern) { try await text(.legal, $0, $1) }
        router.get(SiteURL.deviceTest.pattern, use: deviceTest)
        router.post(SiteURL.language.pattern, use: changeLanguage)
        router.get(SiteURL.healthz.pattern) { _, _ in
            Response(status: .ok, body: .init(byteBuffer: .init(string: "ok\n")))
        }
        router.get(SiteURL.readyz.pattern, use: ready)
        router.get(SiteURL.metrics.pattern, use: metrics)
    }

    private func home(_ request: Request, context: PageContext) async throws -> Response {
        let isSetUp = try await site.store.read { try $0.accounts.owner() != nil }
        return try await site.page(HomeView(isSetUp: isSetUp), request, context, kind: .open)
    }

    private func help(_ request: Request, context: PageContext) async throws -> Response {
        let phone = try await site.store.read { try $0.practice.find()?.helpPhone }
        let view = HelpView(helpPhone: phone.flatMap { $0.isEmpty ? nil : $0 })
        return try await site.page(view, request, context, kind: .open)
    }

    private func text(_ page: TextPageView.Page, _ request: Request, _ context: PageContext) async throws -> Response {
        let practice = try await site.store.read { try $0.practice.find() }
        let view = TextPageView(
            page: page, ownerText: page == .privacy ? practice?.privacyText : practice?.legalText,
            ownerContact: practice?.ownerContact)
        return try await site.page(view, request, context, kind: .open)
    }

    private func deviceTest(_ request: Request, context: PageContext) async throws -> Response {
        let view = DeviceTestView(
            context: CallPageContext(
                ticket: "", signalling: SiteURL.signalling.path, cameraOnAtEntry: true,
                timeZone: site.defaultTimeZone, now: site.clock.now))
        return try await site.page(view, request, context, kind: .call)
    }

    /// Keeps the choice for a year and leads back to the page it was made on. It has no token: the form stands on pages that are
    /// kept by browsers, and another site could at most change the language, which the check of the origin refuses.
    private func changeLanguage(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(request, context, fields: ["language", "back"], checksToken: false)
        guard let language = Language(rawValue: form["language"]) else { throw WebError.malformed }
        let to = form["back"]
        let isOurs = to.hasPrefix("/") && !to.hasPrefix("//") && !to.contains("\\")
        var response = Response(
            status: .seeOther, headers: [.location: isOurs ? to : SiteURL.home.path, .cacheControl: "no-store"])
        response.setCookie(
            Cookie(
                name: LanguageChoice.cookie, value: language.rawValue, maxAge: 365 * 86_400, path: "/",
                secure: site.publicURL.isSecure, httpOnly: true, sameSite: .lax))
        return response
    }

    private func ready(_ request: Request, context: PageContext) async throws -> Response {
        _ = try await site.store.read { try $0.practice.find()?.id }
        return Response(status: .ok, body: .init(byteBuffer: .init(string: "ready\n")))
    }

    private func metrics(_ request: Request, context: PageContext) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: .init(string: site.metrics())))
    }
}
