// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Storage

/// Keeps a time for the person who touched it, and lets it go again.
struct BookHoldController: Sendable {
    let site: Site
    private let own = HeldByAddress()

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
        let address = context.clientAddress
        let former = own.take(of: visit.typeKey, at: start, from: address)
        if let former { site.bookingThrottle.released(former, from: address) }
        guard site.bookingThrottle.mayHold(from: address) else {
            if let former { try await site.book.release(holdToken: former) }
            return site.redirect(to: visit.formAddress(start, hold: nil))
        }
        do {
            let held = try await site.book.hold(
                slug: visit.slug, typeKey: visit.typeKey, startsAt: start, replacing: former)
            site.bookingThrottle.held(held.token, from: address)
            own.keep(held.token, of: visit.typeKey, at: start, from: address)
            return site.redirect(to: visit.formAddress(start, hold: held.token))
        } catch {
            site.bookingThrottle.notHeld(from: address)
            switch error {
            case AppointmentError.slotGone: return site.redirect(to: visit.timesAddress(isGone: true))
            case AppointmentError.notFound: throw WebError.notFound
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
