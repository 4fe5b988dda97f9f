// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Storage
import Words

/// A client's cancellation: the address shows what would happen, only its button cancels.
struct ClientCancelController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let url = SiteURL.cancelByClient(token: SiteURL.Parameter.token)
        router.get(url.pattern) { request, context in
            let visit = try await ClientVisit(site, context)
            guard visit.isChangeable else { return site.redirect(.client(token: visit.token)) }
            return try await page(visit, FormState(), request)
        }
        router.post(url.pattern, use: cancel)
    }

    private func cancel(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        let form = try await visit.form(request, fields: ["reason"])
        do {
            _ = try await site.book.cancel(manageToken: visit.token, reason: form["reason"])
        } catch AppointmentError.wrongState(.cancelled) {
            // Pressed twice.
            return visit.done(.cancelled)
        } catch AppointmentError.wrongState, AppointmentError.over, AppointmentError.tooLate {
            return visit.done(.tooLate)
        } catch AppointmentError.invalid {
            let error = FieldProblem.unusable.sentence(visit.words)
            return try await page(visit, FormState(values: form.repeatable, errors: ["reason": error]), request)
        }
        return visit.done(.cancelled)
    }

    private func page(_ visit: ClientVisit, _ state: FormState, _ request: Request) async throws -> Response {
        let view = CancelByClientView(
            token: visit.token, practitioner: visit.details.host.name,
            when: visit.when(visit.appointment.startsAt), form: state)
        return try await visit.page(view, request, status: state.errors.isEmpty ? .ok : .unprocessableContent)
    }
}
