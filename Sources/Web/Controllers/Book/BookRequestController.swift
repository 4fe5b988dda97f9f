// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Logging
import Scheduling
import Storage
import Words

/// The form with the client's details, and what becomes of it.
struct BookRequestController: Sendable {
    let site: Site
    private let own: HeldByBrowser
    private let sent = SentForms()

    init(site: Site, own: HeldByBrowser) { (self.site, self.own) = (site, own) }

    private static let fields = BookQuery.fields.union([
        "slot", "hold", "began", "terms", "homepage", "name", "email", "phone", "note", "consent",
    ])

    func addRoutes(to router: Router<PageContext>) {
        let (slug, type, slot) = (SiteURL.Parameter.slug, SiteURL.Parameter.type, SiteURL.Parameter.slot)
        router.get(SiteURL.bookSlot(slug: slug, type: type, slot: slot).pattern, use: show)
        router.post(SiteURL.bookSlot(slug: slug, type: type, slot: slot).pattern, use: book)
        router.get(SiteURL.bookKnown(slug: slug, type: type, slot: slot).pattern, use: known)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await BookVisit(site, BookQuery(request), context)
        guard visit.house.rules.isOpen else { return site.redirect(.book(slug: visit.slug)) }
        let (type, start) = (try await visit.type(), try visit.start())
        let hold = request.uri.queryParameters["hold"].map(String.init)
        let held = try await visit.held(hold, start)
        if held == nil, try await !isFree(start, visit, without: holds(of: request, context)) {
            return site.redirect(to: visit.timesAddress(isGone: true))
        }
        let answer = BookAnswer(visit: visit, type: type, start: start, hold: held == nil ? nil : hold, held: held)
        return try await answer.form(FormState(), FillStamp(now: site.clock.now), request)
    }

    private func holds(of request: Request, _ context: PageContext) -> [String] {
        own.list(of: HeldByBrowser.Browser(request, context), now: site.clock.now).map(\.token)
    }

    private func isFree(_ start: Date, _ visit: BookVisit, without holds: [String]) async throws -> Bool {
        let day = visit.day(of: start)
        return try await site.offers.slots(
            slug: visit.slug, typeKey: visit.typeKey, days: day...day, zone: visit.zone, without: holds
        ).contains { $0.start == start }
    }

    private func book(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(request, context, fields: Self.fields, subject: BookVisit.subject)
        let visit = try await BookVisit(site, BookQuery(form), context)
        let type = try await visit.type()
        let start = form.has("slot") ? SlotName.read(form["slot"]) : try visit.start()
        guard let start else { throw WebError.malformed }
        let hold = form["hold"].isEmpty ? nil : form["hold"]
        let answer = BookAnswer(
            visit: visit, type: type, start: start, hold: hold, held: try await visit.held(hold, start))
        let state = FormState(values: form.repeatable)
        let now = site.clock.now
        guard let stamp = FillStamp(form["began"], signedBy: site.formTokens, now: now) else {
            return try await answer.form(state.saying(visit.words("book_again")), FillStamp(now: now), request)
        }
        if let token = sent.token(stamp) { return answer.booked(token) }
        guard form["homepage"].isEmpty, !stamp.isTooFast(now: now) else {
            context.logger.info("booking form sent by a program")
            return try await answer.form(state.saying(visit.words("book_again")), stamp, request)
        }
        guard !form.has("terms") || form["terms"] == answer.terms else {
            return try await answer.form(state.saying(visit.words("book_changed")), stamp, request, status: .conflict)
        }
        guard site.bookingThrottle.request(from: context.clientAddress) == nil else {
            return try await answer.form(
                state.saying(visit.words("book_too_many")), stamp, request, status: .tooManyRequests)
        }
        return try await take(form, answer, stamp, request)
    }

    private func take(
        _ form: Form, _ answer: BookAnswer, _ stamp: FillStamp, _ request: Request
    ) async throws -> Response {
        let (visit, state) = (answer.visit, FormState(values: form.repeatable))
        do {
            let booking = try await site.book.book(
                visit.form(form, answer.start), holdToken: answer.hold, besides: holds(of: request, visit.context))
            if let hold = answer.hold { site.bookingThrottle.released(hold, from: visit.context.clientAddress) }
            guard booking.isNew else {
                // Counted: or a stranger could ask without limit who is booked when.
                return sent.token(stamp).map(answer.booked) ?? answer.known()
            }
            let token = String(site.book.manageLink(booking.details).split(separator: "/").last ?? "")
            sent.keep(stamp, token: token)
            return answer.booked(token, outcome: booking.details.appointment.state)
        } catch AppointmentError.slotGone(_, let near) {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            return try await answer.taken(state, near: near, stamp, request)
        } catch AppointmentError.slotTaken {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            return try await answer.taken(state, near: [], stamp, request)
        } catch AppointmentError.tooManyRequests {
            let sentence = visit.words("book_too_many_open", ["practitioner": visit.house.name])
            return try await answer.form(state.saying(sentence), stamp, request, status: .tooManyRequests)
        } catch AppointmentError.tooManyBookings {
            let sentence = visit.words("book_too_many_today", ["practitioner": visit.house.name])
            return try await answer.form(state.saying(sentence), stamp, request, status: .tooManyRequests)
        } catch AppointmentError.invalid(let invalid) {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            let refused = FormState(form, invalid: invalid, words: visit.words)
            return try await answer.form(refused, stamp, request, status: .unprocessableContent)
        } catch AppointmentError.notFound {
            throw WebError.notFound
        }
    }

    private func known(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await BookVisit(site, BookQuery(request), context)
        let start = try visit.start()
        let view = BookDoneView(
            outcome: .known, practitioner: visit.house.name,
            moment: ShownMoment(
                start, in: visit.zone, practitioner: visit.house.name, in: visit.house.zone, words: visit.words,
                now: site.clock.now),
            sendsMail: site.sendsMail, email: nil, ownPath: nil)
        return try await visit.page(view, request)
    }
}
