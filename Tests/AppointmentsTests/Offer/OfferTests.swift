// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("What is offered")
struct OfferTests {
    @Test("a practitioner starts with ordinary hours and one type, on a page that is closed")
    func first() async throws {
        let house = try await BookFixture()
        let offers = house.book.offers
        let rules = try await offers.rules(of: house.anne)
        #expect(rules.slug == "anne-martin" && !rules.isOpen)
        #expect(rules.minimumNoticeMinutes == 120 && rules.horizonDays == 60 && rules.stepMinutes == 60)
        #expect(rules.holdsRequests && rules.holdHours == 24 && rules.cancelHours == 0)
        #expect(rules.remindsDay && rules.remindsHour && rules.announcesDoor)
        #expect(try await offers.types(of: house.anne).map(\.name) == ["Séance"])
        let hours = try await offers.hours(of: house.anne)
        #expect(hours.days[0].map(\.startMinute) == [540, 840] && hours.days[5].isEmpty)
        await #expect(throws: OfferError.notFound) { try await offers.offer(slug: rules.slug) }
        #expect(try await offers.preview(by: house.anne).types.count == 1)
        await #expect(throws: OfferError.notFound) { try await offers.rules(of: house.owner) }
        #expect(try await offers.rules(of: house.anne) == rules)
    }

    @Test("the same name twice gets a number, and a name that is taken is refused")
    func slugs() async throws {
        let house = try await BookFixture()
        let offers = house.book.offers
        _ = try await offers.rules(of: house.anne)
        let slug = try await house.store.write { transaction in
            try FirstOffer.freeSlug("anne-martin", in: transaction)
        }
        #expect(slug == "anne-martin-2")
        let old = try await offers.rules(of: house.bruno)
        func faults(_ slug: String) async throws -> [OfferFault] {
            var form = RulesForm(old)
            form.slug = slug
            do {
                try await offers.setRules(form, by: house.bruno)
                return []
            } catch OfferError.invalid(let faults) {
                return faults
            }
        }
        #expect(try await faults("Anne-Martin") == [OfferFault(.slug, .taken)])
        for wrong in ["", "a", "a--b", "-ab", "ab-", "a b", "é-clair", "a/b", String(repeating: "a", count: 61)] {
            #expect(try await faults(wrong).map(\.field) == [.slug], "\(wrong)")
        }
        #expect(try await faults("bruno-2").isEmpty)
    }

    @Test("every wrong field of the forms is named, and nothing is stored")
    func fields() async throws {
        let house = try await BookFixture()
        let offers = house.book.offers
        let before = try await offers.rules(of: house.anne)
        let rules = RulesForm(
            slug: "x", isOpen: true, introduction: "a\u{0}", minimumNoticeMinutes: -1, horizonDays: nil,
            stepMinutes: 0, dailyCap: 0, holdsRequests: true, holdHours: 0, cancelHours: 169)
        let wrong = await #expect(throws: OfferError.self) { try await offers.setRules(rules, by: house.anne) }
        #expect(
            Self.fields(wrong) == [
                .slug, .introduction, .minimumNotice, .horizon, .step, .dailyCap, .holdHours, .cancelHours,
            ])
        #expect(try await offers.rules(of: house.anne) == before)
        let type = TypeForm(
            name: " ", description: "\u{202E}", price: "a\nb", colour: "url(x)", lengthMinutes: 0, bufferBefore: -1,
            bufferAfter: 241, visibility: "all")
        let wrongType = await #expect(throws: OfferError.self) { try await offers.addType(type, by: house.anne) }
        #expect(
            Self.fields(wrongType) == [
                .name, .description, .price, .colour, .length, .bufferBefore, .bufferAfter, .visibility,
            ])
        let range = ExceptionForm(firstDay: "2026-02-30", lastDay: "tomorrow", spans: [SpanForm(start: "9", end: "12")])
        let wrongRange = await #expect(throws: OfferError.self) { try await offers.addException(range, by: house.anne) }
        #expect(Self.fields(wrongRange) == [.firstDay, .lastDay, .hours])
        let reversed = ExceptionForm(firstDay: "2026-07-02", lastDay: "2026-07-01", spans: [])
        await #expect(throws: OfferError.invalid([OfferFault(.lastDay, .endBeforeStart)])) {
            try await offers.addException(reversed, by: house.anne)
        }
    }

    private static func fields(_ error: OfferError?) -> [OfferFault.Field] {
        guard case .invalid(let faults) = error else { return [] }
        return faults.map(\.field)
    }

    @Test("case 36: hours that end before they start, overlap or are none are refused with their weekday")
    func hours() async throws {
        let house = try await BookFixture()
        let offers = house.book.offers
        let cases: [(String, String, OfferFault.Problem)] = [
            ("12:00", "09:00", .endBeforeStart), ("09:00", "09:00", .endBeforeStart), ("09:60", "10:00", .malformed),
            ("24:01", "10:00", .malformed), ("9:00", "10:00", .malformed), ("", "10:00", .malformed),
        ]
        for (start, end, problem) in cases {
            let week: [[SpanForm]] = [[], [], [SpanForm(start: start, end: end)]]
            await #expect(throws: OfferError.invalid([OfferFault(.hours, problem, index: 3)]), "\(start)-\(end)") {
                try await offers.setHours(week, by: house.anne)
            }
        }
        let overlap = [SpanForm(start: "09:00", end: "12:00"), SpanForm(start: "11:59", end: "13:00")]
        await #expect(throws: OfferError.invalid([OfferFault(.hours, .overlap, index: 1)])) {
            try await offers.setHours([overlap], by: house.anne)
        }
        let touching = [
            SpanForm(start: "12:00", end: "00:00"), SpanForm(start: "09:00", end: "12:00"),
            SpanForm(start: "", end: ""),
        ]
        try await offers.setHours([touching], by: house.anne)
        let days = try await offers.hours(of: house.anne).days
        #expect(days[0].map(\.endMinute) == [1440] && days[1].isEmpty)
    }

    @Test("types: added at the end, ordered, changed, archived; by id when shown, by link unless hidden")
    func types() async throws {
        let house = try await BookingHouse()
        let offers = house.book.offers
        let last = try await offers.addType(
            TypeForm(name: "Lien", lengthMinutes: 20, visibility: "by_link"), by: house.anne)
        try await offers.reorderTypes([last.id, house.quick.id, "foreign"], by: house.anne)
        #expect(
            try await offers.types(of: house.anne).map(\.id) == [last.id, house.quick.id, house.session.id])
        let offer = try await offers.offer(slug: house.slug)
        #expect(offer.types.map(\.id) == [house.quick.id, house.session.id])
        #expect(offer.type(last.id) == nil && offer.type(last.linkKey)?.id == last.id)
        #expect(offer.type(house.quick.linkKey)?.id == house.quick.id)
        let renewed = try await offers.newTypeLink(last.id, by: house.anne)
        #expect(try await offers.offer(slug: house.slug).type(last.linkKey) == nil && renewed.linkKey != last.linkKey)
        try await offers.archiveType(house.quick.id, by: house.anne)
        #expect(try await offers.offer(slug: house.slug).type(house.quick.id) == nil)
    }

    @Test("case 29: another practitioner, the owner and a disabled account find and change nothing")
    func strangers() async throws {
        let house = try await BookingHouse()
        let offers = house.book.offers
        let exception = try await offers.addException(
            ExceptionForm(firstDay: "2026-07-01", spans: []), by: house.anne)
        var disabled = house.anne
        disabled.disabledAt = BookFixture.monday
        let form = TypeForm(name: "x", lengthMinutes: 30)
        for account in [house.house.bruno, house.house.owner, disabled] {
            let verbs: [() async throws -> Void] = [
                { _ = try await offers.type(house.session.id, by: account) },
                { _ = try await offers.changeType(house.session.id, form, by: account) },
                { try await offers.archiveType(house.session.id, by: account) },
                { _ = try await offers.newTypeLink(house.session.id, by: account) },
                { try await offers.removeException(exception.id, by: account) },
                {
                    _ = try await offers.changeException(
                        exception.id, ExceptionForm(firstDay: "2026-07-02", spans: []), by: account)
                },
            ]
            for verb in verbs { await #expect(throws: OfferError.notFound) { try await verb() } }
        }
        #expect(try await offers.type(house.session.id, by: house.anne) == house.session)
        #expect(try await offers.exceptions(of: house.anne) == [exception])
    }

    @Test("the kept slots are never stale: hours, exceptions, feeds, bookings and the clock all show at once")
    func fresh() async throws {
        let house = try await BookingHouse()
        let offers = house.book.offers
        #expect(try await house.starts().count == 7)
        _ = try await offers.addException(
            ExceptionForm(firstDay: "2026-06-03", spans: [SpanForm(start: "09:00", end: "11:00")]), by: house.anne)
        #expect(try await house.starts() == [BookingHouse.time(3, 9), BookingHouse.time(3, 10)])
        try await house.house.store.write { transaction in
            var feed = BusyFeed(
                id: "f", practitionerID: "anne", name: "Privé", url: "https://example.org/a.ics",
                nextTryAt: BookFixture.monday, createdAt: BookFixture.monday)
            try transaction.busyFeeds.insert(feed)
            let busy = BusySpan(feedID: "f", startsAt: BookingHouse.time(3, 9, 40), endsAt: BookingHouse.time(3, 10))
            try transaction.busyFeeds.replaceSpans(feedID: "f", [busy])
            feed.fetchedAt = BookFixture.monday
            try transaction.busyFeeds.update(feed)
        }
        #expect(try await house.starts() == [BookingHouse.time(3, 10)])
        let (_, token) = try await house.booked(BookingHouse.time(3, 10))
        #expect(try await house.starts().isEmpty)
        _ = try await house.book.cancel(manageToken: token)
        #expect(try await house.starts() == [BookingHouse.time(3, 10)])
        house.house.clock.advance(2 * 86_400 - 3660)
        #expect(try await house.starts() == [BookingHouse.time(3, 10)])
        house.house.clock.advance(60)
        #expect(try await house.starts().isEmpty)
    }

    /// The horizon's days as any page asks for them.
    private static let all = LocalDay("2026-05-01")!...LocalDay("2027-12-31")!

    @Test("what a draft shows is what clients are shown once it is saved, and until then nothing changes")
    func drafts() async throws {
        let house = try await BookingHouse()
        let offers = house.book.offers
        let (anne, id) = (house.anne, house.session.id)
        func offered() async throws -> [Slot] {
            try await offers.slots(slug: house.slug, typeKey: id, days: Self.all, zone: .gmt)
        }
        _ = try await house.booked(BookingHouse.time(3, 10))
        _ = try await offers.addException(ExceptionForm(firstDay: "2026-06-05", spans: []), by: anne)
        var rules = RulesForm(try await offers.rules(of: anne))
        (rules.stepMinutes, rules.minimumNoticeMinutes, rules.horizonDays, rules.dailyCap) = (15, 1_440, 10, 2)
        let evening = [SpanForm(start: "18:30", end: "21:00")]
        let drafts: [(OfferDraft, save: () async throws -> Void)] = [
            (OfferDraft(), {}),
            (
                OfferDraft(week: [[], [], evening + [SpanForm(start: "09:00", end: "11:00")]]),
                { try await offers.setHours([[], [], evening + [SpanForm(start: "09:00", end: "11:00")]], by: anne) }
            ),
            // The day that was closed: in place of that one, not beside it.
            (
                OfferDraft(exception: ExceptionForm(firstDay: "2026-06-05", spans: evening)),
                { _ = try await offers.addException(ExceptionForm(firstDay: "2026-06-05", spans: evening), by: anne) }
            ),
            (OfferDraft(rules: rules), { _ = try await offers.setRules(rules, by: anne) }),
        ]
        for (index, (draft, save)) in drafts.enumerated() {
            let before = try await offered()
            let shown = try await offers.slots(of: offers.type(id, by: anne), with: draft, by: anne)
            #expect(try await offered() == before, "draft \(index) changed what clients see")
            #expect(index == 0 || shown != before, "draft \(index) says nothing")
            try await save()
            #expect(try await offered() == shown, "draft \(index)")
            #expect(!shown.isEmpty)
        }
        let overlap = [SpanForm(start: "09:00", end: "12:00"), SpanForm(start: "11:59", end: "13:00")]
        await #expect(throws: OfferError.invalid([OfferFault(.hours, .overlap, index: 1)])) {
            try await offers.slots(of: offers.type(id, by: anne), with: OfferDraft(week: [overlap]), by: anne)
        }
        await #expect(throws: OfferError.notFound) {
            try await offers.slots(of: offers.type(id, by: anne), with: OfferDraft(), by: house.house.bruno)
        }
    }

    @Test("a slot's buffers keep the neighbours away, on both sides")
    func buffers() async throws {
        let house = try await BookingHouse()
        let wide = try await house.book.offers.addType(
            TypeForm(name: "Long", lengthMinutes: 50, bufferBefore: 15, bufferAfter: 15, confirmsAtOnce: true),
            by: house.anne)
        _ = try await house.booked(BookingHouse.time(3, 15), type: wide)
        let free = try await house.starts()
        #expect(!free.contains(BookingHouse.time(3, 14)) && !free.contains(BookingHouse.time(3, 16)))
        #expect(free.contains(BookingHouse.time(3, 17)))
    }
}
