// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// A client moves an appointment: free times, then a page that shows both, whose button moves.
struct ClientMoveController: Sendable {
    let site: Site
    /// Of each appointment: every move mails two people, and whoever booked need not own the address that was typed.
    private let moves: BookingThrottle

    init(site: Site) {
        self.site = site
        var limits = BookingThrottle.Limits()
        limits.requests = site.movesPerAppointment
        moves = BookingThrottle(limits: limits)
    }

    func addRoutes(to router: Router<PageContext>) {
        let token = SiteURL.Parameter.token
        router.get(SiteURL.moveByClient(token: token).pattern, use: times)
        router.post(SiteURL.moveByClient(token: token).pattern, use: move)
        router.get(SiteURL.moveByClientTo(token: token, slot: SiteURL.Parameter.slot).pattern, use: confirm)
    }

    private func times(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        guard visit.isChangeable else { return site.redirect(.client(token: visit.token)) }
        let query = BookQuery(request)
        let (zone, now) = (query.zone ?? visit.zone, site.clock.now)
        let today = LocalDay(now, in: zone)
        let horizon = visit.rules?.horizonDays ?? 0
        let slots = try await site.offers.slots(
            moving: visit.token, days: today...today.advanced(by: horizon + 1), zone: zone)
        let token = visit.token
        let paths = BookWeek.Paths(
            week: { query.address(.moveByClient(token: token), day: $0) },
            slot: { query.address(.moveByClientTo(token: token, slot: SlotName.write($0))) })
        let view = MoveView(
            token: token, when: visit.words.moment(visit.appointment.startsAt, in: zone, now: site.clock.now),
            zone: ZoneChoice(
                action: SiteURL.moveByClient(token: token).path, zone: zone, theirs: visit.details.hostZone,
                practitioner: visit.details.host.name, isGiven: true, kept: []),
            week: BookWeek(slots, from: query.day, now: now, in: zone, words: visit.words, paths: paths),
            isTaken: request.uri.queryParameters.has("gone"), helpPhone: visit.details.helpPhone)
        return try await visit.page(view, request)
    }

    private func confirm(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        guard let slot = context.parameters.get("slot"), let start = SlotName.read(slot) else {
            throw WebError.notFound
        }
        guard visit.isChangeable, start != visit.appointment.startsAt else {
            return site.redirect(.client(token: visit.token))
        }
        let zone = BookQuery(request).zone ?? visit.zone
        let view = MoveConfirmView(
            token: visit.token, slot: slot, practitioner: visit.details.host.name,
            from: visit.words.moment(visit.appointment.startsAt, in: zone, now: site.clock.now),
            to: ShownMoment(
                start, in: zone, practitioner: visit.details.host.name, in: visit.details.hostZone, words: visit.words,
                now: site.clock.now),
            isRequest: visit.appointment.state == .requested, sendsMail: site.sendsMail)
        return try await visit.page(view, request)
    }

    private func move(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        let form = try await visit.form(request, fields: ["slot"])
        guard let start = SlotName.read(form["slot"]) else { throw WebError.malformed }
        // Pressed twice.
        if visit.appointment.startsAt == start { return visit.done(notice(visit)) }
        if let wait = moves.request(from: visit.appointment.id) {
            throw WebError.tooMany(retryAfter: Int(wait.components.seconds) + 1)
        }
        do {
            let moved = try await site.book.move(manageToken: visit.token, to: start)
            return visit.done(moved.appointment.state == .confirmed ? .moved : .movedRequest)
        } catch AppointmentError.slotGone, AppointmentError.slotTaken {
            return site.redirect(to: SiteURL.moveByClient(token: visit.token).path + "?gone")
        } catch AppointmentError.wrongState, AppointmentError.over, AppointmentError.tooLate {
            return visit.done(.tooLate)
        }
    }

    private func notice(_ visit: ClientVisit) -> VisitNotice {
        visit.appointment.state == .confirmed ? .moved : .movedRequest
    }
}
