// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Words

/// A client puts their e-mail address right.
struct ClientAddressController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let url = SiteURL.addressOfClient(token: SiteURL.Parameter.token)
        router.get(url.pattern) { request, context in
            let visit = try await ClientVisit(site, context)
            guard visit.isOpen else { return site.redirect(.client(token: visit.token)) }
            return try await page(visit, FormState(values: ["email": visit.details.client.email]), request)
        }
        router.post(url.pattern, use: correct)
    }

    private func correct(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        let form = try await visit.form(request, fields: ["email"])
        let state = FormState(values: form.repeatable)
        // Each mails somebody whom nobody asked, as a booking does.
        guard site.bookingThrottle.request(from: context.clientAddress) == nil else {
            return try await page(
                visit, state.saying(visit.words("book_too_many")), request, status: .tooManyRequests)
        }
        do {
            let details = try await site.book.correct(
                manageToken: visit.token, ClientCorrection(email: form["email"]))
            return site.corrected(details, from: visit.token)
        } catch AppointmentError.invalid(let invalid) {
            site.bookingThrottle.forgive(context.clientAddress)
            let refused = FormState(form, invalid: invalid, words: visit.words)
            return try await page(visit, refused, request, status: .unprocessableContent)
        } catch AppointmentError.tooManyRequests {
            let sentence = visit.words("book_too_many_open", ["practitioner": visit.details.host.name])
            return try await page(visit, state.saying(sentence), request, status: .tooManyRequests)
        } catch AppointmentError.over {
            return visit.done(.tooLate)
        }
    }

    private func page(
        _ visit: ClientVisit, _ state: FormState, _ request: Request, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let view = CorrectAddressView(token: visit.token, form: state, sendsMail: site.sendsMail)
        return try await visit.page(view, request, status: status)
    }
}

extension Site {
    /// The token of the client's own page.
    func manageToken(_ details: AppointmentDetails) -> String {
        String(book.manageLink(details).split(separator: "/").last ?? "")
    }

    /// To the client's own page after a correction.
    /// - Parameter token: the one that it was before.
    func corrected(_ details: AppointmentDetails, from token: String) -> Response {
        let current = manageToken(details)
        let notice: VisitNotice = current == token ? .corrected : .readdressed
        return redirect(to: SiteURL.client(token: current).path + "?done=\(notice.rawValue)")
    }
}
