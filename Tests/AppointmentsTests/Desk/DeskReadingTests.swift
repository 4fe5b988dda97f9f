// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Testing

@testable import Appointments

@Suite("What the desk reads before it decides")
struct DeskReadingTests {
    private let paris = TimeZone(identifier: "Europe/Paris") ?? .gmt

    private func standing(_ fixture: BookFixture, _ appointment: Appointment) async throws -> SlotStanding {
        try #require(try await fixture.book.standings(of: [appointment], by: fixture.anne)[appointment.id])
    }

    @Test func anAppointmentAloneStandsAgainstNothing() async throws {
        let fixture = try await BookFixture()
        let details = try await fixture.book.request(BookFixture.draft(), for: "anne", by: fixture.anne)
        #expect(try await standing(fixture, details.appointment) == SlotStanding())
    }

    @Test func wishes33RivalsAndConfirmedOnesAreNamed() async throws {
        let fixture = try await BookFixture()
        let (book, anne) = (fixture.book, fixture.anne)
        let first = try await book.request(BookFixture.draft(name: "Zoë"), for: "anne", by: anne)
        let second = try await book.request(BookFixture.draft(name: "Tom", minutes: 30), for: "anne", by: anne)
        _ = try await book.request(BookFixture.draft(name: "Ali", minutes: 45), for: "anne", by: anne)
        _ = try await book.request(BookFixture.draft(name: "Bea"), for: "bruno", by: fixture.bruno)
        #expect(try await standing(fixture, first.appointment).rivals == [second.appointment.id])
        _ = try await book.confirm(first.appointment.id, by: anne)
        let late = try await book.request(BookFixture.draft(name: "Ines", minutes: 15), for: "anne", by: anne)
        let found = try await standing(fixture, late.appointment)
        #expect(found.confirmed.map(\.clientName) == ["Zoë"])
        #expect(found.rivals.count == 1)
    }

    @Test func whatLiesOutsideTheHoursIsSaid() async throws {
        let fixture = try await BookFixture()
        let night = BookFixture.draft(minutes: 12 * 60)
        let details = try await fixture.book.request(night, for: "anne", by: fixture.anne)
        #expect(try await standing(fixture, details.appointment).isOutsideHours)
    }

    /// Finding 31: closing a day cancels nothing, and says what stays there.
    @Test func whatStaysOnADayThatIsClosedIsNamedUntilItIsSettled() async throws {
        let fixture = try await BookFixture()
        let (book, anne) = (fixture.book, fixture.anne)
        try await book.offers.setHours([[], [], [SpanForm(start: "09:00", end: "18:00")], [], [], [], []], by: anne)
        let kept = try await book.add(confirmed: BookFixture.draft(), for: "anne", by: anne).appointment
        let asked = try await book.request(BookFixture.draft(name: "Tom", minutes: 60), for: "anne", by: anne)
            .appointment
        #expect(try await book.outsideHours(by: anne).appointments.isEmpty)
        let day = LocalDay(kept.startsAt, in: paris).description
        let closed = try await book.offers.addException(ExceptionForm(firstDay: day, spans: []), by: anne)
        let outside = try await book.outsideHours(by: anne)
        #expect(outside.appointments.map(\.appointment.id) == [kept.id, asked.id] && !outside.hasMore)
        #expect(outside.appointments.map(\.appointment.state) == [.confirmed, .requested])
        let first = try await book.outsideHours(by: anne, most: 1)
        #expect(first.appointments.map(\.appointment.id) == [kept.id] && first.hasMore)
        _ = try await book.cancel(kept.id, reason: "", by: anne)
        #expect(try await book.outsideHours(by: anne).appointments.map(\.appointment.id) == [asked.id])
        try await book.offers.removeException(closed.id, by: anne)
        #expect(try await book.outsideHours(by: anne).appointments.isEmpty)
    }

    /// Hours that end in the middle of it are shorter than it needs.
    @Test func shorterHoursLeaveTheirAppointmentsOutside() async throws {
        let fixture = try await BookFixture()
        let (book, anne) = (fixture.book, fixture.anne)
        let kept = try await book.add(confirmed: BookFixture.draft(), for: "anne", by: anne).appointment
        for (end, isOutside) in [("11:15", false), ("11:00", true)] {
            try await book.offers.setHours(
                [[], [], [SpanForm(start: "10:30", end: end)], [], [], [], []], by: anne)
            #expect(
                try await book.outsideHours(by: anne).appointments.map(\.appointment.id) == (isOutside ? [kept.id] : [])
            )
        }
    }

    @Test func otherCalendarsAreSeenAsBusyWithoutAWord() async throws {
        let fixture = try await BookFixture()
        let draft = BookFixture.draft()
        try await fixture.store.write { transaction in
            try transaction.busyFeeds.insert(
                BusyFeed(
                    id: "feed", practitionerID: "anne", name: "Private", url: "https://example.org/a.ics",
                    nextTryAt: BookFixture.monday, createdAt: BookFixture.monday))
            try transaction.busyFeeds.replaceSpans(
                feedID: "feed",
                [0, 30].map { minutes in
                    let start = draft.startsAt.addingTimeInterval(Double(minutes) * 60)
                    return BusySpan(feedID: "feed", startsAt: start, endsAt: start.addingTimeInterval(2700))
                })
        }
        let details = try await fixture.book.request(draft, for: "anne", by: fixture.anne)
        #expect(try await standing(fixture, details.appointment).isBusyElsewhere)
        let day = LocalDay(draft.startsAt, in: paris)
        let spread = try await fixture.book.calendar(day...day, in: paris, by: fixture.anne)
        // What overlaps is one time.
        #expect(
            spread.busy == [BusyInterval(start: draft.startsAt, end: draft.startsAt.addingTimeInterval(4500))])
    }

    @Test func theCalendarHasItsOwnAppointmentsOnly() async throws {
        let fixture = try await BookFixture()
        let (book, anne) = (fixture.book, fixture.anne)
        let kept = try await book.request(BookFixture.draft(name: "Zoë"), for: "anne", by: anne)
        let declined = try await book.request(BookFixture.draft(name: "Tom", minutes: 120), for: "anne", by: anne)
        _ = try await book.decline(declined.appointment.id, by: anne)
        _ = try await book.request(BookFixture.draft(name: "Bea"), for: "bruno", by: fixture.bruno)
        let monday = LocalDay(BookFixture.monday, in: paris)
        let spread = try await book.calendar(monday...monday.advanced(by: 6), in: paris, by: anne)
        #expect(spread.entries.map(\.appointment.id) == [kept.appointment.id])
        #expect(spread.entries.map(\.clientName) == ["Zoë"])
        #expect(spread.days.count == 7)
        #expect(spread.days.allSatisfy { !$0.isException })
        try await book.offers.addException(ExceptionForm(firstDay: monday.description, spans: []), by: anne)
        let changed = try await book.calendar(monday...monday, in: paris, by: anne)
        #expect(changed.days[0].isException)
        #expect(changed.days[0].hours.isEmpty)
        fixture.clock.advance(30 * 86_400)
        let past = try await book.calendar(monday...monday.advanced(by: 1), in: paris, by: anne)
        #expect(past.days[0].isException && past.days[0].hours.isEmpty, "a day of the past keeps the hours that it had")
        #expect(!past.days[1].hours.isEmpty)
    }

    @Test func anothersAppointmentIsNotJudged() async throws {
        let fixture = try await BookFixture()
        let details = try await fixture.book.request(BookFixture.draft(), for: "bruno", by: fixture.bruno)
        await #expect(throws: AppointmentError.notFound) {
            _ = try await fixture.book.standings(of: [details.appointment], by: fixture.anne)
        }
        let day = LocalDay(BookFixture.monday, in: paris)
        await #expect(throws: (any Error).self) {
            _ = try await fixture.book.calendar(day...day, in: paris, by: fixture.owner)
        }
    }
}
