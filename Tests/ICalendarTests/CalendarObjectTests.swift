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
