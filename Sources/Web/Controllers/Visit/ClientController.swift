// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The client's own page, behind the manage link. Opening it changes nothing.
struct ClientController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.client(token: SiteURL.Parameter.token).pattern, use: show)
        router.get(SiteURL.booked(token: SiteURL.Parameter.token).pattern, use: booked)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        let (details, appointment) = (visit.details, visit.appointment)
        let more = try await more(of: details)
        let slug = visit.rules.flatMap { $0.isOpen && details.host.disabledAt == nil ? $0.slug : nil }
        let done = request.uri.queryParameters["done"].flatMap { VisitNotice(rawValue: String($0)) }
        let isConfirmed = appointment.state == .confirmed && site.clock.now < details.knockWindow.closes
        let isRequest = appointment.state == .requested && visit.isOpen
        var view = ClientAppointmentView(
            token: visit.token, state: ShownState(appointment.state, details.absence),
            practitioner: details.host.name, typeName: appointment.typeName,
            moment: visit.moment(appointment.startsAt), minutes: appointment.lengthMinutes, done: done)
        view.helpPhone = details.helpPhone
        view.sendsMail = site.sendsMail
        if visit.isOpen, !details.client.email.isEmpty {
            view.address = .init(email: details.client.email, isRefused: more.isRefused)
        }
        if isRequest {
            view.answerBy = appointment.expiresAt.map { visit.when($0) }
            view.isHeld = appointment.holdUntil.map { $0 > site.clock.now } ?? false
            view.proposals = more.proposals.map {
                .init(value: SlotName.write($0), moment: visit.moment($0))
            }
        }
        if isConfirmed {
            view.late = appointment.delayMinutes > 0 ? appointment.delayMinutes : nil
            view.door = door(visit)
            view.test = Self.state(of: more.readiness)
            view.calendar = calendar(visit)
        }
        let isAhead = isConfirmed && site.clock.now < appointment.startsAt
        if visit.isChangeable || isAhead { view.change = change(visit, isBookable: slug != nil) }
        if !visit.isOpen, !isConfirmed { view.bookPath = slug.map { SiteURL.book(slug: $0).path } }
        return try await visit.page(view, request)
    }

    /// The answer to a booking in a frame of another site, from which the client's own page opens in a window of its own.
    private func booked(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        let query = BookQuery(request)
        let view = BookDoneView(
            outcome: visit.appointment.state == .confirmed ? .confirmed : .requested,
            practitioner: visit.details.host.name, moment: visit.moment(visit.appointment.startsAt),
            sendsMail: site.sendsMail, email: visit.details.client.email,
            ownPath: SiteURL.client(token: visit.token).path)
        return try await site.page(
            view, request, context, kind: .personal, language: query.language ?? visit.details.clientLanguage,
            subject: visit.token,
            embedding: query.isEmbedded
                ? Embedding(parents: visit.details.practice.embedParents, claimed: query.parent) : nil)
    }

    private struct More: Sendable {
        let proposals: [Date]
        let readiness: Readiness?
        /// The last mail to the client was given up.
        let isRefused: Bool
    }

    private func more(of details: AppointmentDetails) async throws -> More {
        let (id, email) = (details.appointment.id, details.client.email)
        let proposals = try await site.book.proposals(for: details)
        return try await site.store.read { transaction in
            // One that was overtaken says nothing of the address.
            let mails = try transaction.outbox.list(appointmentID: id)
            let last = mails.first { $0.recipient == email && $0.reply != OutboxTable.outdated }
            return More(
                proposals: proposals, readiness: try transaction.readiness.find(appointmentID: id),
                isRefused: last?.state == .failed)
        }
    }

    private func door(_ visit: ClientVisit) -> ClientAppointmentView.Door {
        let (now, opens) = (site.clock.now, visit.details.knockWindow.opens)
        return ClientAppointmentView.Door(
            joinPath: visit.joinPath,
            opens: opens <= now
                ? nil
                : (
                    visit.when(opens),
                    Lapse.words(opens.timeIntervalSince(now), visit.words)
                ),
            now: BookFormView.stamp(now), opensAt: BookFormView.stamp(opens))
    }

    private static func state(of readiness: Readiness?) -> ClientAppointmentView.DeviceTestState {
        switch ReadinessMark(readiness) {
        case .ready: .ready
        case .problem: .problem
        case .untested: .none
        }
    }

    private func calendar(_ visit: ClientVisit) -> CalendarLinks {
        CalendarLinks(
            file: SiteURL.clientCalendar(token: visit.token).path, summary: visit.words("visit_calendar_summary"),
            details: visit.words("visit_calendar_with", ["practitioner": visit.details.host.name]),
            location: site.book.joinLink(visit.details), start: visit.appointment.startsAt,
            end: visit.appointment.endsAt)
    }

    private func change(_ visit: ClientVisit, isBookable: Bool) -> ClientAppointmentView.Change {
        ClientAppointmentView.Change(
            isRequest: visit.appointment.state == .requested,
            until: visit.isChangeable ? visit.when(visit.changeableUntil) : nil,
            hours: visit.cancelHours,
            movePath: isBookable ? SiteURL.moveByClient(token: visit.token).path : nil)
    }
}
