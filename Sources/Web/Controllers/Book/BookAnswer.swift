// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Scheduling
import Storage
import Words

/// The answers that the form of one time can get.
struct BookAnswer: Sendable {
    let visit: BookVisit
    let type: AppointmentType
    let start: Date
    /// The token of the client's hold.
    let hold: String?
    /// Until when it is good.
    let held: Date?
    /// The form led to an appointment before.
    var isSent = false

    private var site: Site { visit.site }

    /// The form, as it is at first or as it goes back.
    func form(
        _ state: FormState, _ stamp: FillStamp, _ request: Request, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let view = BookFormView(
            facts: visit.facts(type, at: start),
            held: held.map { until in
                BookFormView.Held(
                    until: until, now: site.clock.now, shown: visit.words.time(until, in: visit.zone))
            },
            isSent: isSent, details: details(state, stamp),
            back: BookFormView.Back(
                action: SiteURL.releaseHold(slug: visit.slug, type: visit.typeKey).path,
                kept: visit.query.kept + holdField))
        return try await visit.page(
            view, request, back: visit.formAddress(start, hold: hold), status: status)
    }

    /// The time is somebody else's; what was typed stays, with other times.
    func taken(
        _ state: FormState, near: [Date], _ stamp: FillStamp, _ request: Request
    ) async throws -> Response {
        var details = details(state, stamp)
        details.choices = near.map { start in
            BookDetails.Choice(
                value: SlotName.write(start), label: visit.words.moment(start, in: visit.zone, now: site.clock.now))
        }
        let view = BookTakenView(
            facts: visit.facts(type), details: details, timesPath: visit.timesAddress(),
            helpPhone: visit.house.helpPhone)
        return try await visit.page(view, request, status: .conflict)
    }

    /// The address has as many open requests as it may.
    func tooManyOpen(_ state: FormState, _ stamp: FillStamp, _ request: Request) async throws -> Response {
        let sentence = visit.words("book_too_many_open", ["practitioner": visit.house.name])
        return try await form(state.saying(sentence), stamp, request, status: .tooManyRequests)
    }

    /// To the client's own page; from a frame to a page that may stand in one.
    func booked(_ token: String, _ notice: VisitNotice? = nil) -> Response {
        if visit.query.isEmbedded { return site.redirect(to: visit.query.address(.booked(token: token))) }
        return site.redirect(
            to: SiteURL.client(token: token).path + (notice.map { "?done=\($0.rawValue)" } ?? ""))
    }

    /// Whoever typed the address need not be its owner: no link, and nothing that was not typed.
    func known() -> Response {
        site.redirect(
            to: visit.query.address(
                .bookKnown(slug: visit.slug, type: visit.typeKey, slot: SlotName.write(start))))
    }

    /// What the page says of the appointment, as one word: whoever agrees to it agrees to this.
    var terms: String {
        let said = [type.name, String(type.lengthMinutes), type.price, String(type.confirmsAtOnce)]
        return String(TokenKeys.hash(said.joined(separator: "\u{0}")).prefix(16))
    }

    private func details(_ state: FormState, _ stamp: FillStamp) -> BookDetails {
        BookDetails(
            action: SiteURL.bookSlot(slug: visit.slug, type: visit.typeKey, slot: SlotName.write(start)).path,
            kept: visit.query.kept + holdField
                + [
                    KeptField(name: "began", value: stamp.text(signedBy: site.formTokens)),
                    KeptField(name: "terms", value: terms),
                ],
            state: state, practitioner: visit.house.name, confirmsAtOnce: type.confirmsAtOnce,
            sendsMail: site.sendsMail)
    }

    private var holdField: [KeptField] { hold.map { [KeptField(name: "hold", value: $0)] } ?? [] }
}

extension BookVisit {
    /// The time that the address names.
    /// - Throws: ``WebError/notFound`` for what is no time.
    func start() throws -> Date {
        guard let start = SlotName.read(context.parameters.get("slot") ?? "") else { throw WebError.notFound }
        return start
    }

    func form(_ form: Form, _ start: Date) -> BookingForm {
        BookingForm(
            slug: slug, typeKey: typeKey, startsAt: start, name: form["name"], email: form["email"],
            phone: form["phone"], note: form["note"], language: words.language, timeZone: zone.identifier,
            hasConsented: form.isOn("consent"))
    }
}

extension FormState {
    /// The same, with a sentence about the whole form.
    func saying(_ sentence: String) -> FormState {
        FormState(values: values, errors: errors, message: sentence)
    }
}
