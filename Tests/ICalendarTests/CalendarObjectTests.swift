// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import ICalendar

@Suite("A calendar object, read by PyPI icalendar")
struct CalendarObjectTests {
    private func object(
        method: ICalendar.Method = .request, summary: String = "Rendez-vous vidéo", description: String = "Bonjour",
        name: String = "Zoë Lefèvre-Østergård"
    ) -> CalendarObject {
        let start = Date(timeIntervalSince1970: 1_748_939_400)
        return CalendarObject(
            method: method,
            event: Event(
                uid: "k7f3q9x2@example.org", sequence: method == .cancel ? 1 : 0,
                stamp: Date(timeIntervalSince1970: 1_748_000_000), start: start, end: start.addingTimeInterval(2700),
                summary: summary, description: description, location: "https://vis.example.org/call/anne-k7f3/tok_en-1",
                url: "https://vis.example.org/call/anne-k7f3/tok_en-1",
                status: method == .cancel ? .cancelled : .confirmed,
                organizer: Organizer(name: "Anne; \"Martin\", psy", address: "anne@example.org"),
                attendee: Attendee(
                    name: name, address: "zoe+a%b@example.org", participation: .accepted, language: "fr"),
                alarm: method == .cancel ? nil : Alarm(minutesBefore: 10, description: summary), language: "fr"))
    }

    @Test("a request says who, when and where, with an alarm")
    func request() throws {
        let seen = try CalendarParser.parse(object().bytes)
        #expect(seen.errors == [])
        #expect(seen.method == "REQUEST")
        #expect(seen.uid == "k7f3q9x2@example.org")
        #expect(seen.sequence == 0)
        #expect(seen.start == "2025-06-03T08:30:00+00:00")
        #expect(seen.end == "2025-06-03T09:15:00+00:00")
        #expect(seen.summary == "Rendez-vous vidéo")
        #expect(seen.location == "https://vis.example.org/call/anne-k7f3/tok_en-1")
        #expect(seen.url == seen.location)
        #expect(seen.status == "CONFIRMED")
        #expect(seen.organizer == "mailto:anne@example.org")
        #expect(seen.organizerName == "Anne; 'Martin', psy")
        #expect(seen.attendee == "mailto:zoe+a%25b@example.org")
        #expect(seen.attendeeName == "Zoë Lefèvre-Østergård")
        #expect(seen.participation == "ACCEPTED")
        #expect(seen.answerExpected == "FALSE")
        #expect(seen.alarms == [-10])
    }

    @Test("a cancellation keeps the UID and raises the SEQUENCE")
    func cancel() throws {
        let seen = try CalendarParser.parse(object(method: .cancel).bytes)
        #expect(seen.errors == [])
        #expect(seen.method == "CANCEL")
        #expect(seen.status == "CANCELLED")
        #expect(seen.uid == "k7f3q9x2@example.org")
        #expect(seen.sequence == 1)
        #expect(seen.alarms == [])
    }

    @Test("a request that waits for an answer is tentative")
    func tentative() throws {
        var tentative = object()
        tentative.events[0].status = .tentative
        let seen = try CalendarParser.parse(tentative.bytes)
        #expect(seen.errors == [])
        #expect(seen.method == "REQUEST" && seen.status == "TENTATIVE")
    }

    @Test("a feed has a name and any number of events, none with an attendee")
    func published() throws {
        var (first, second) = (object().events[0], object().events[0])
        (first.attendee, second.attendee) = (nil, nil)
        second.uid = "other@example.org"
        let feed = CalendarObject(
            method: .publish, events: [first, second], name: "Rendez-vous vidéo d’Anne", refreshMinutes: 15)
        let seen = try CalendarParser.parse(feed.bytes)
        #expect(seen.errors == [])
        #expect(seen.method == "PUBLISH" && seen.events == 2 && seen.refreshMinutes == 15)
        #expect(seen.name == "Rendez-vous vidéo d’Anne")
        #expect(seen.attendee == nil && seen.organizer == "mailto:anne@example.org")
    }

    @Test("a feed is read as busy at its events' times, but for the cancelled")
    func readBack() throws {
        var (first, second) = (object().events[0], object(method: .cancel).events[0])
        second.uid = "other@example.org"
        second.start = second.start.addingTimeInterval(86_400)
        second.end = second.end.addingTimeInterval(86_400)
        first.description = String(repeating: "é", count: 300)
        let feed = CalendarObject(method: .publish, events: [first, second])
        let busy = try CalendarFeed.busy(
            feed.bytes, from: first.start.addingTimeInterval(-86_400), to: second.end, floatingZone: .gmt)
        #expect(busy == [BusyTime(start: first.start, end: first.end)])
    }

    @Test(
        "case 41: commas, semicolons, backslashes, line ends and folds inside characters come back whole",
        arguments: [
            "Bonjour, Zoë; à 10 h 30\nligne 2\n\\n n’est pas une ligne", String(repeating: "é", count: 300),
            String(repeating: "😀", count: 100), "a" + String(repeating: "日本", count: 80), "BEGIN:VEVENT\r\nEND:VEVENT",
        ])
    func texts(_ text: String) throws {
        let seen = try CalendarParser.parse(object(summary: text, description: text, name: text).bytes)
        #expect(seen.errors == [])
        #expect(seen.longestLine <= 75)
        #expect(seen.description == text.replacing("\r\n", with: "\n"))
        #expect(seen.summary == seen.description)
        #expect(seen.alarms == [-10])
    }

    @Test("control characters and quotes in a name cannot leave their parameter")
    func names() throws {
        let seen = try CalendarParser.parse(object(name: "Eve\r\nATTENDEE:mailto:x@example.org\"\u{7}").bytes)
        #expect(seen.errors == [])
        #expect(seen.attendee == "mailto:zoe+a%25b@example.org")
    }
}
