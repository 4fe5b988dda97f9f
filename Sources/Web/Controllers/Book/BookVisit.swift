// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// One request for a booking page: whose it is, what its address says, and in which words it is answered.
struct BookVisit: Sendable {
    let site: Site
    let slug: String
    let house: BookHouse
    var query: BookQuery
    let words: Catalog
    var context: PageContext

    init(_ site: Site, _ query: BookQuery, _ context: PageContext) async throws {
        let slug = context.parameters.get("slug") ?? ""
        let now = site.clock.now
        guard let house = try await site.store.read({ try BookHouse.load(slug: slug, now: now, in: $0) }) else {
            throw WebError.notFound
        }
        (self.site, self.slug, self.house, self.query, self.context) = (site, slug, house, query, context)
        self.context.language = query.language ?? context.language
        words = site.catalogs[self.context.language]
    }

    /// The zone that times are shown in.
    var zone: TimeZone { query.zone ?? house.zone }

    var embedding: Embedding? {
        query.isEmbedded ? Embedding(parents: house.embedParents, claimed: query.parent) : nil
    }

    /// The part of the address that names the type, as it was given.
    var typeKey: String { context.parameters.get("type") ?? "" }

    /// - Throws: ``WebError/notFound`` for what is hidden, gone or never was.
    func type() async throws -> AppointmentType {
        do {
            guard let type = try await site.offers.offer(slug: slug).type(typeKey) else { throw WebError.notFound }
            return type
        } catch OfferError.notFound {
            throw WebError.notFound
        }
    }

    func facts(_ type: AppointmentType, at start: Date? = nil) -> BookFacts {
        BookFacts(
            typeName: type.name, practitioner: house.name, minutes: type.lengthMinutes, price: type.price,
            moment: start.map {
                ShownMoment($0, in: zone, practitioner: house.name, in: house.zone, words: words, now: site.clock.now)
            })
    }

    /// Until when a hold is good for this time; nil when it is none of it.
    func held(_ token: String?, _ start: Date) async throws -> Date? {
        guard let token else { return nil }
        let (hash, now) = (TokenKeys.hash(token), site.clock.now)
        let hold = try await site.store.read { try $0.slotHolds.find(tokenHash: hash, now: now) }
        guard let hold, hold.startsAt == start, hold.practitionerID == house.rules.practitionerID else { return nil }
        return hold.expiresAt
    }

    /// The days that can be booked, in the reader's zone.
    var horizon: ClosedRange<LocalDay> {
        let today = day(of: site.clock.now)
        return today...today.advanced(by: house.rules.horizonDays + 1)
    }

    /// A day that the address names; any other would show the same as the horizon's end.
    func withinHorizon(_ day: LocalDay) -> LocalDay { min(max(day, horizon.lowerBound), horizon.upperBound) }

    func day(of instant: Date) -> LocalDay { LocalDay(instant, in: zone) }

    func zoneChoice(_ url: SiteURL) -> ZoneChoice {
        ZoneChoice(
            action: url.path, zone: zone, theirs: house.zone, practitioner: house.name, isGiven: query.zone != nil,
            kept: query.keptButZone)
    }

    /// A page for this visit alone.
    /// - Parameter back: where the language switch leads back to.
    func page(
        _ view: some View, _ request: Request, back: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try await site.page(
            view, request, context, kind: .personal, status: status, subject: Self.subject, embedding: embedding,
            back: back)
    }

    /// All that can be booked; none while the page is closed.
    /// - Parameter isGone: what was chosen is no longer offered.
    func typesView(isGone: Bool = false) async throws -> BookTypesView {
        let offered = house.rules.isOpen ? try await site.offers.offer(slug: slug).types : []
        return BookTypesView(
            practitioner: house.name, introduction: house.rules.introduction,
            types: offered.map { type in
                BookTypesView.Offered(
                    path: query.address(.bookType(slug: slug, type: type.id)), name: type.name,
                    minutes: type.lengthMinutes, price: type.price, description: type.description)
            }, helpPhone: house.helpPhone, isGone: isGone)
    }

    /// What the form was for was hidden, or the page closed, while it was filled in.
    func notOffered(_ request: Request) async throws -> Response {
        try await page(
            try await typesView(isGone: true), request, back: query.address(.book(slug: slug)), status: .conflict)
    }

    /// Whom the forms of these pages are made for: everybody.
    static let subject = "book"
}
