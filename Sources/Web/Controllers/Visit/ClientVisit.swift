// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// One request by the bearer of a manage link.
struct ClientVisit: Sendable {
    let site: Site
    let token: String
    let details: AppointmentDetails
    /// The practitioner's; nil when they offer nothing for booking.
    let rules: BookingRules?
    let context: PageContext
    let words: Catalog

    /// - Throws: ``WebError/unknownLink`` for every token that is not one.
    init(_ site: Site, _ context: PageContext) async throws {
        token = context.parameters.get("token") ?? ""
        do {
            details = try await site.book.find(manageToken: token)
        } catch AppointmentError.notFound {
            throw WebError.unknownLink
        }
        let practitionerID = details.appointment.practitionerID
        rules = try await site.store.read { try $0.bookingRules.find(practitionerID: practitionerID) }
        (self.site, self.context) = (site, context)
        words = site.catalogs[context.hasChosenLanguage ? context.language : details.clientLanguage]
    }

    var appointment: Appointment { details.appointment }
    var zone: TimeZone { details.clientZone }

    func moment(_ start: Date) -> ShownMoment {
        ShownMoment(
            start, in: zone, practitioner: details.host.name, in: details.hostZone, words: words,
            now: site.clock.now)
    }

    /// In the client's own zone.
    func when(_ instant: Date) -> String { words.moment(instant, in: zone, now: site.clock.now) }

    /// Whether the client may still cancel and move, as far as state and time go.
    var isChangeable: Bool {
        isOpen && site.clock.now < changeableUntil
    }

    /// Requested or confirmed, and not over.
    var isOpen: Bool { appointment.isComing(at: site.clock.now) }

    /// A request can be withdrawn until it would begin, or what was proposed instead has run out.
    var changeableUntil: Date {
        guard appointment.state == .confirmed else { return appointment.requestEnds }
        return appointment.startsAt.addingTimeInterval(-Double(cancelHours) * 3600)
    }

    var cancelHours: Int { rules?.cancelHours ?? 0 }

    var joinPath: String { String(site.book.joinLink(details).dropFirst(site.publicURL.origin.count)) }

    func page(
        _ view: some View, _ request: Request, kind: Site.PageKind = .personal, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try await site.page(
            view, request, context, kind: kind, status: status, language: details.clientLanguage, subject: token)
    }

    /// The form of a POST, which must come from a page of this link.
    func form(_ request: Request, fields: Set<String> = []) async throws -> Form {
        try await site.form(request, context, fields: fields, subject: token)
    }

    /// Back to the client's own page.
    func done(_ notice: VisitNotice) -> Response {
        site.redirect(to: SiteURL.client(token: token).path + "?done=\(notice.rawValue)")
    }
}
