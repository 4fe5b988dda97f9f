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
        if held == nil {
            if let hold, let view = try await sentView(hold, start, visit) {
                return try await visit.page(view, request)
            }
            let isFree = try await isFree(start, visit, without: holds(of: request, context))
            guard isFree else { return site.redirect(to: visit.timesAddress(isGone: true)) }
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

    /// For whoever goes back to a form that led to an appointment; nil when nothing can come of it any more.
    private func sentView(_ hold: String, _ start: Date, _ visit: BookVisit) async throws -> BookSentView? {
        guard let sent = sent.find(hold: hold), sent.start == start else { return nil }
        let moment = ShownMoment(
            start, in: visit.zone, practitioner: visit.house.name, in: visit.house.zone, words: visit.words,
            now: site.clock.now)
        var view = BookSentView(
            isConfirmed: false, moment: moment, sendsMail: site.sendsMail, timesPath: visit.timesAddress())
        do {
            let details = try await site.book.find(manageToken: sent.token)
            guard details.appointment.startsAt == start, details.appointment.isComing(at: site.clock.now) else {
                return nil
            }
            guard !sent.isShared else { return view }
            view.isConfirmed = details.appointment.state == .confirmed
            view.own = BookSentView.Own(
                token: sent.token, email: details.client.email, isInFrame: visit.query.isEmbedded)
            return view
        } catch AppointmentError.notFound {
            // The address was put right on the client's page, which has another link since.
            return view
        }
    }

    /// Nil when it was hidden, or the page closed.
    private func offered(_ visit: BookVisit) async throws -> AppointmentType? {
        guard visit.house.rules.isOpen else { return nil }
        do {
            return try await visit.type()
        } catch WebError.notFound {
            return nil
        }
    }

    private func book(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(request, context, fields: Self.fields, subject: BookVisit.subject)
        let visit = try await BookVisit(site, BookQuery(form), context)
        guard let type = try await offered(visit) else {
            // What is requested already stands.
            let stamp = FillStamp(form["began"], signedBy: site.formTokens, now: site.clock.now)
            guard let sent = stamp.flatMap(sent.find) else { return try await visit.notOffered(request) }
            let isInFrame = visit.query.isEmbedded
            return site.redirect(
                to: isInFrame
                    ? visit.query.address(.booked(token: sent.token)) : SiteURL.client(token: sent.token).path)
        }
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
        if let sent = sent.find(stamp) { return try await again(sent, form, answer, stamp, request) }
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

    /// The form led to an appointment already: pressed twice, or put right after going back.
    private func again(
        _ former: SentForms.Sent, _ form: Form, _ answer: BookAnswer, _ stamp: FillStamp, _ request: Request
    ) async throws -> Response {
        guard answer.start == former.start else { return answer.booked(former.token, .stands) }
        guard former.mark != SentForms.mark(form) else { return answer.booked(former.token) }
        let (visit, state) = (answer.visit, FormState(values: form.repeatable))
        var answer = answer
        answer.isSent = true
        // A correction mails somebody whom nobody asked, as a booking does.
        guard site.bookingThrottle.request(from: visit.context.clientAddress) == nil else {
            return try await answer.form(
                state.saying(visit.words("book_too_many")), stamp, request, status: .tooManyRequests)
        }
        do {
            let details = try await site.book.correct(
                manageToken: former.token,
                ClientCorrection(email: form["email"], name: form["name"], phone: form["phone"], note: form["note"]))
            var current = former
            (current.token, current.mark) = (site.manageToken(details), SentForms.mark(form))
            sent.keep(stamp, current, hold: answer.hold)
            return answer.booked(current.token, current.token == former.token ? .corrected : .readdressed)
        } catch AppointmentError.invalid(let invalid) {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            let refused = FormState(form, invalid: invalid, words: visit.words)
            return try await answer.form(refused, stamp, request, status: .unprocessableContent)
        } catch AppointmentError.tooManyRequests {
            return try await answer.tooManyOpen(state, stamp, request)
        } catch AppointmentError.over {
            return answer.booked(former.token, .tooLate)
        } catch AppointmentError.notFound {
            // The address was put right on the client's page: only the mail that went there has the link now.
            return answer.known()
        }
    }

    private func take(
        _ form: Form, _ answer: BookAnswer, _ stamp: FillStamp, _ request: Request
    ) async throws -> Response {
        let (visit, state) = (answer.visit, FormState(values: form.repeatable))
        do {
            let booking = try await site.book.book(
                visit.form(form, answer.start), holdToken: answer.hold, besides: holds(of: request, visit.context))
            guard booking.isNew else {
                // Counted: or a stranger could ask without limit who is booked when.
                return sent.find(stamp).map { answer.booked($0.token) } ?? answer.known()
            }
            let token = site.manageToken(booking.details)
            keep(stamp, token, form, answer, request)
            return answer.booked(token, booking.details.appointment.state == .confirmed ? .confirmed : .requested)
        } catch AppointmentError.slotGone(_, let near) {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            return try await answer.taken(state, near: near, stamp, request)
        } catch AppointmentError.slotTaken {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            return try await answer.taken(state, near: [], stamp, request)
        } catch AppointmentError.tooManyRequests {
            return try await answer.tooManyOpen(state, stamp, request)
        } catch AppointmentError.tooManyBookings {
            let sentence = visit.words("book_too_many_today", ["practitioner": visit.house.name])
            return try await answer.form(state.saying(sentence), stamp, request, status: .tooManyRequests)
        } catch AppointmentError.invalid(let invalid) {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            let refused = FormState(form, invalid: invalid, words: visit.words)
            return try await answer.form(refused, stamp, request, status: .unprocessableContent)
        } catch AppointmentError.notFound {
            site.bookingThrottle.forgive(visit.context.clientAddress)
            return try await visit.notOffered(request)
        }
    }

    private func keep(_ stamp: FillStamp, _ token: String, _ form: Form, _ answer: BookAnswer, _ request: Request) {
        let context = answer.visit.context
        var isShared = false
        if let hold = answer.hold {
            site.bookingThrottle.released(hold, from: context.clientAddress)
            isShared = own.remove(hold, of: HeldByBrowser.Browser(request, context))
        }
        let outcome = SentForms.Sent(
            token: token, start: answer.start, mark: SentForms.mark(form), isShared: isShared)
        sent.keep(stamp, outcome, hold: answer.hold)
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
