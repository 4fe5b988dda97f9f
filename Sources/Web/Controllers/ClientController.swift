// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The client's own page, behind the manage link. Opening it changes nothing; only the button of a second page cancels.
struct ClientController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        let token = SiteURL.Parameter.token
        router.get(SiteURL.client(token: token).pattern, use: show)
        router.get(SiteURL.cancelByClient(token: token).pattern, use: showCancel)
        router.post(SiteURL.cancelByClient(token: token).pattern, use: cancel)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let (token, details) = try await find(context)
        let words = words(for: details, context)
        let appointment = details.appointment
        let now = site.clock.now
        let isOpen = appointment.state == .confirmed && now < details.knockWindow.closes
        let zone = details.clientZone
        let differs =
            zone.secondsFromGMT(for: appointment.startsAt) != details.hostZone.secondsFromGMT(for: appointment.startsAt)
        let opens = details.knockWindow.opens
        let view = ClientAppointmentView(
            token: token, state: ShownState(rawValue: appointment.state.rawValue) ?? .requested,
            practitioner: details.host.name, when: words.moment(appointment.startsAt, in: zone),
            whenForPractitioner: differs ? words.moment(appointment.startsAt, in: details.hostZone) : nil,
            minutes: appointment.lengthMinutes, joinPath: isOpen ? joinPath(details) : nil,
            opensAt: isOpen && now < opens ? words.moment(opens, in: zone) : nil, canCancel: canCancel(details),
            helpPhone: details.helpPhone)
        return try await site.page(
            view, request, context, kind: .personal, language: details.clientLanguage, subject: token)
    }

    private func showCancel(_ request: Request, context: PageContext) async throws -> Response {
        let (token, details) = try await find(context)
        guard canCancel(details) else { return site.redirect(.client(token: token)) }
        let words = words(for: details, context)
        let view = CancelByClientView(
            token: token, practitioner: details.host.name,
            when: words.moment(details.appointment.startsAt, in: details.clientZone))
        return try await site.page(
            view, request, context, kind: .personal, language: details.clientLanguage, subject: token)
    }

    private func cancel(_ request: Request, context: PageContext) async throws -> Response {
        let (token, _) = try await find(context)
        _ = try await site.form(request, context, fields: [], subject: token)
        do {
            _ = try await site.book.cancel(manageToken: token)
        } catch AppointmentError.wrongState, AppointmentError.over {
            // Pressed twice, or too late: the page says how it stands.
            return site.redirect(.client(token: token), notice: .tooLate)
        }
        return site.redirect(.client(token: token), notice: .cancelled)
    }

    private func find(_ context: PageContext) async throws -> (String, AppointmentDetails) {
        let token = context.parameters.get("token") ?? ""
        do {
            return (token, try await site.book.find(manageToken: token))
        } catch AppointmentError.notFound {
            throw WebError.unknownLink
        }
    }

    private func words(for details: AppointmentDetails, _ context: PageContext) -> Catalog {
        site.catalogs[context.hasChosenLanguage ? context.language : details.clientLanguage]
    }

    private func canCancel(_ details: AppointmentDetails) -> Bool {
        let state = details.appointment.state
        return (state == .confirmed || state == .requested) && details.appointment.endsAt > site.clock.now
    }

    private func joinPath(_ details: AppointmentDetails) -> String {
        String(site.book.joinLink(details).dropFirst(site.publicURL.origin.count))
    }
}
