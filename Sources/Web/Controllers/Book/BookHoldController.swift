// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// Keeps a time for the person who touched it, and lets it go again.
struct BookHoldController: Sendable {
    let site: Site
    private let own = HeldByBrowser()

    init(site: Site) { self.site = site }

    func addRoutes(to router: Router<PageContext>) {
        let (slug, type) = (SiteURL.Parameter.slug, SiteURL.Parameter.type)
        router.post(SiteURL.bookType(slug: slug, type: type).pattern, use: hold)
        router.post(SiteURL.releaseHold(slug: slug, type: type).pattern, use: release)
    }

    private func hold(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(
            request, context, fields: BookQuery.fields.union(["slot"]), subject: BookVisit.subject)
        let visit = try await BookVisit(site, BookQuery(form), context)
        guard let start = SlotName.read(form["slot"]) else { throw WebError.malformed }
        let (address, browser) = (context.clientAddress, Self.browser(request))
        // Neighbours behind one address whose browsers are alike go on with one hold: whoever sends first has the time.
        let former = own.token(of: visit.typeKey, at: start, from: address, with: browser)
        if let former, try await visit.held(former, start) != nil {
            return site.redirect(to: visit.formAddress(start, hold: former))
        }
        guard site.bookingThrottle.mayHold(from: address, with: browser) else {
            return site.redirect(to: visit.formAddress(start, hold: nil))
        }
        do {
            let held = try await site.book.hold(slug: visit.slug, typeKey: visit.typeKey, startsAt: start)
            site.bookingThrottle.held(held.token, from: address, with: browser)
            own.keep(held.token, of: visit.typeKey, at: start, from: address, with: browser)
            return site.redirect(to: visit.formAddress(start, hold: held.token))
        } catch {
            site.bookingThrottle.notHeld(from: address, with: browser)
            switch error {
            case AppointmentError.slotGone: return site.redirect(to: visit.timesAddress(isGone: true))
            case AppointmentError.notFound: throw WebError.notFound
            default: throw error
            }
        }
    }

    /// What a browser says of itself: without cookies all that tells neighbours behind one address apart.
    private static func browser(_ request: Request) -> String {
        [HTTPField.Name.userAgent, .acceptLanguage].map { String((request.headers[$0] ?? "").prefix(200)) }
            .joined(separator: "\n")
    }

    private func release(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(
            request, context, fields: BookQuery.fields.union(["hold"]), subject: BookVisit.subject)
        let visit = try await BookVisit(site, BookQuery(form), context)
        if !form["hold"].isEmpty {
            try await site.book.release(holdToken: form["hold"])
            site.bookingThrottle.released(form["hold"], from: context.clientAddress)
        }
        return site.redirect(to: visit.timesAddress())
    }
}

extension BookVisit {
    /// The form for a time.
    /// - Parameter hold: the token of its hold; booking needs none.
    func formAddress(_ start: Date, hold: String?) -> String {
        query.address(
            .bookSlot(slug: slug, type: typeKey, slot: SlotName.write(start)),
            more: hold.map { [KeptField(name: "hold", value: $0)] } ?? [])
    }

    /// - Parameter isGone: the page says that the time cannot be had.
    func timesAddress(isGone: Bool = false) -> String {
        query.address(
            .bookType(slug: slug, type: typeKey), more: isGone ? [KeptField(name: "gone", value: "yes")] : [])
    }
}
