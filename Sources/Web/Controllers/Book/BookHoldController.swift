// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Scheduling
import Storage

/// Keeps a time for the person who touched it, and lets it go again.
struct BookHoldController: Sendable {
    let site: Site
    let own: HeldByBrowser

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
        let (address, browser) = (context.clientAddress, HeldByBrowser.Browser(request, context))
        // Neighbours behind one address whose browsers are alike go on with one hold: whoever sends first has the time.
        let former = own.again(visit.typeKey, at: start, of: browser, now: site.clock.now)
        if let former, try await visit.held(former, start) != nil {
            return site.redirect(to: visit.formAddress(start, hold: former))
        }
        guard site.bookingThrottle.mayHold(from: address, with: browser.name) else {
            return site.redirect(to: visit.formAddress(start, hold: nil))
        }
        do {
            let others = own.list(of: browser, now: site.clock.now).map(\.token)
            let held = try await site.book.hold(
                slug: visit.slug, typeKey: visit.typeKey, startsAt: start, insteadOf: others)
            for token in held.replaced {
                own.remove(token, of: browser)
                site.bookingThrottle.released(token, from: address)
            }
            site.bookingThrottle.held(held.token, from: address, with: browser.name)
            own.keep(
                HeldByBrowser.Held(token: held.token, type: visit.typeKey, start: start, until: held.expiresAt),
                of: browser, now: site.clock.now)
            return site.redirect(to: visit.formAddress(start, hold: held.token))
        } catch {
            site.bookingThrottle.notHeld(from: address, with: browser.name)
            switch error {
            case AppointmentError.slotGone: return site.redirect(to: visit.timesAddress(isGone: true))
            case AppointmentError.notFound: return try await visit.notOffered(request)
            default: throw error
            }
        }
    }

    private func release(_ request: Request, context: PageContext) async throws -> Response {
        let form = try await site.form(
            request, context, fields: BookQuery.fields.union(["hold"]), subject: BookVisit.subject)
        let visit = try await BookVisit(site, BookQuery(form), context)
        if !form["hold"].isEmpty {
            try await site.book.release(holdToken: form["hold"])
            own.remove(form["hold"], of: HeldByBrowser.Browser(request, context))
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
