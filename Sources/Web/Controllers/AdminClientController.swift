// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import NIOCore
import Words

/// One person's data, for the owner. The address never stands in a URL, because URLs are logged and remembered.
struct AdminClientController: Sendable {
    let site: Site

    private var files: ClientFiles { ClientFiles(store: site.store, writer: site.book.writer, clock: site.clock) }

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.adminClient.pattern) { request, context in
            _ = try site.owner(context)
            return try await page(FormState(), nil, request, context)
        }
        router.post(SiteURL.adminClient.pattern, use: find)
        router.post(SiteURL.exportClient.pattern, use: export)
        router.post(SiteURL.eraseClient.pattern, use: erase)
    }

    private func find(_ request: Request, context: PageContext) async throws -> Response {
        _ = try site.owner(context)
        let form = try await site.form(request, context, fields: ["email"])
        return try await answer(form["email"], request, context)
    }

    private func export(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let form = try await site.form(request, context, fields: ["email"])
        do {
            let file = try await files.export(form["email"], by: owner)
            var headers = site.securityHeaders.fields(.file)
            headers[.contentType] = "application/json; charset=utf-8"
            headers[.cacheControl] = "no-store"
            headers[.contentDisposition] = "attachment; filename=\"client.json\""
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: file)))
        } catch ClientFiles.Failure.unknown {
            return try await answer(form["email"], request, context)
        }
    }

    private func erase(_ request: Request, context: PageContext) async throws -> Response {
        let owner = try site.owner(context).account
        let form = try await site.form(request, context, fields: ["email", "confirm"])
        let words = site.words(context)
        guard form.isOn("confirm") else {
            return try await answer(form["email"], request, context, problem: words("admin_client_unconfirmed"))
        }
        do {
            let count = try await files.erase(form["email"], by: owner)
            return try await page(
                FormState(), nil, request, context, done: words("admin_client_erased", ["count": String(count)]))
        } catch ClientFiles.Failure.coming(let count) {
            let problem = words("admin_client_coming", ["count": String(count)])
            return try await answer(form["email"], request, context, problem: problem)
        } catch ClientFiles.Failure.unknown {
            return try await answer(form["email"], request, context)
        }
    }

    /// What is known of the address, or that nothing is.
    private func answer(
        _ email: String, _ request: Request, _ context: PageContext, problem: String? = nil
    ) async throws -> Response {
        let owner = try site.owner(context).account
        var state = FormState(values: ["email": email])
        do {
            let summary = try await files.summary(of: email, by: owner)
            let found = AdminClientView.Found(
                email: email, appointments: summary.appointments, coming: summary.coming)
            return try await page(state, found, request, context, problem: problem)
        } catch ClientFiles.Failure.unknown {
            state.errors["email"] = site.words(context)("admin_client_unknown")
            return try await page(state, nil, request, context)
        }
    }

    private func page(
        _ state: FormState, _ found: AdminClientView.Found?, _ request: Request, _ context: PageContext,
        problem: String? = nil, done: String? = nil
    ) async throws -> Response {
        let erase = FormState(errors: problem.map { ["confirm": $0] } ?? [:])
        let view = AdminClientView(form: state, found: found, eraseForm: erase, done: done)
        let isRefused = !state.errors.isEmpty || problem != nil
        return try await site.page(
            view, request, context, kind: .personal, status: isRefused ? .unprocessableContent : .ok)
    }
}
