// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import TestSupport
import Testing
import Words

@testable import Appointments

@Suite("Every mail of an appointment's life")
struct LifeMailsTests {
    private let manage = "https://vis.example.org/appointments/"

    @Test("wish 35: a request's mail says that it is not confirmed, and puts a TENTATIVE entry into the calendar")
    func requestReceived() async throws {
        let house = try await BookFixture()
        let end = BookFixture.wednesday.addingTimeInterval(-1800)
        let details = try await house.seat(state: .requested, expiresAt: end)
        let mail = try await house.mail(.requestReceived, details)
        #expect(mail["Subject"]?.spaced == "Votre demande de rendez-vous du mercredi 3 juin")
        #expect(mail.plain.contains("n’est pas encore confirmé"))
        #expect(mail.plain.contains("Sans réponse avant le mercredi 3 juin à 10 h (heure de Paris)"))
        #expect(mail.plain.contains(manage))
        #expect(!mail.plain.contains("/call/"), "nothing to enter yet")
        let event = try CalendarParser.parse(try #require(mail.part("text/calendar")).content)
        #expect(event.errors == [])
        #expect(event.method == "REQUEST" && event.status == "TENTATIVE")
        #expect(event.url == nil && event.alarms == [])
    }

    @Test(
        "a new request goes to the practitioner in their language and zone, with a link to a page where a button acts")
    func requestNew() async throws {
        let house = try await BookFixture()
        let details = try await house.seat(state: .requested, language: .en, zone: "Asia/Tokyo", typeName: "Bilan")
        let mail = try await house.mail(.requestNew, details)
        #expect(mail["To"] == "Anne Martin <anne@example.org>")
        #expect(mail["Reply-To"] == "Zoë Léa <zoe@example.org>")
        #expect(mail["Subject"]?.spaced == "Demande de rendez-vous : mercredi 3 juin à 10 h 30")
        #expect(mail.plain.contains("mercredi 3 juin à 10 h 30 (heure de Paris, UTC+2)"))
        #expect(mail.plain.contains("mercredi 3 juin à 17 h 30 (heure de Tokyo, UTC+9)"))
        #expect(mail.plain.contains("Motif : Bilan"))
        let links = mail.plain.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("https://") }
        #expect(links == ["https://vis.example.org/desk/appointments/life"])
        #expect(mail.part("text/calendar") == nil)
    }

    @Test("the confirmation asks for the device test with its link, until the test was good")
    func test() async throws {
        let house = try await BookFixture()
        let details = try await house.seat()
        let mail = try await house.mail(.confirmed, details)
        #expect(mail.plain.contains("testez votre caméra et votre micro :\n\(manage)"))
        let token = house.queue.stationery.keys.token(.manage, appointmentID: "life", revision: 0)
        #expect(mail.plain.contains("\(manage)\(token)/test"))
        try await house.store.write { transaction in
            try transaction.readiness.save(
                Readiness(
                    appointmentID: "life", testedAt: BookFixture.monday, browser: "", camera: "good",
                    microphone: "good", speaker: "good", connection: "direct"))
        }
        #expect(!(try await house.mail(.reminderDay, details)).plain.contains("/test"))
    }

    @Test("a request that its client moved still asks the practitioner for an answer")
    func hostOfMovedRequest() async throws {
        let house = try await BookFixture()
        let end = BookFixture.wednesday.addingTimeInterval(-1800)
        let requested = try await house.seat(state: .requested, expiresAt: end)
        let mail = try await house.mail(.movedByClient, requested)
        #expect(mail.plain.contains("Sans réponse de votre part avant le mercredi 3 juin à 10 h"))
        let confirmed = try await house.mail(.movedByClient, try await house.seat("other"))
        #expect(!confirmed.plain.contains("Sans réponse"))
    }

    @Test(
        "wishes 38 and 40: what ends a request says so in words, withdraws the tentative entry and leads to free times",
        arguments: [
            (MailKind.declined, AppointmentState.declined, "ne peut pas vous recevoir le mercredi 3 juin à 10 h 30"),
            (.slotLost, .declined, "vient d’être réservé par quelqu’un d’autre"),
            (.expired, .expired, "n’est pas confirmé et n’aura pas lieu"),
            (.cancelled, .cancelled, "est annulé"),
        ])
    func ended(kind: MailKind, state: AppointmentState, sentence: String) async throws {
        let house = try await BookFixture()
        try await house.open()
        let requested = try await house.seat(state: .requested)
        try await house.step(requested, .requestReceived)
        let other = BookFixture.wednesday.addingTimeInterval(86400)
        try await house.step(requested, kind, facts: MailFacts(alternatives: [other], words: "Désolée,\nà bientôt")) {
            $0.state = state
            $0.sequence += 1
        }
        let mail = try await house.mail(kind, of: "life")
        #expect(mail.plain.contains(sentence))
        #expect(mail.plain.contains("Anne Martin vous écrit : « Désolée,\nà bientôt »"))
        #expect(mail.part("text/html")?.text.contains("Désolée,<br>à bientôt") == true)
        #expect(mail.plain.contains("jeudi 4 juin à 10 h 30 (heure de Paris)"))
        #expect(mail.plain.contains("https://vis.example.org/book/anne"))
        let part = try #require(mail.part("text/calendar"))
        let row = try #require(try await house.mails("life").first { $0.kind == kind.rawValue }?.message)
        #expect(String(decoding: row, as: UTF8.self).contains("text/calendar; charset=utf-8; method=CANCEL"))
        let event = try CalendarParser.parse(part.content)
        #expect(event.errors == [])
        #expect(event.method == "CANCEL" && event.status == "CANCELLED" && event.sequence == 1)
    }

    @Test("what no calendar holds is not withdrawn, and a closed page is not linked")
    func unannounced() async throws {
        let house = try await BookFixture()
        let requested = try await house.seat(state: .requested)
        try await house.step(requested, .declined) { $0.state = .declined }
        let mail = try await house.mail(.declined, of: "life")
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html"])
        #expect(mail.plain.contains("Pour convenir d’un autre moment, répondez à ce message."))
        #expect(!mail.plain.contains("https://"))
    }

    @Test("proposed times stand in both zones, and the one link leads to the client's own page")
    func proposed() async throws {
        let house = try await BookFixture()
        let details = try await house.seat(state: .requested, language: .en, zone: "America/New_York")
        let times = [1.0, 2].map { BookFixture.wednesday.addingTimeInterval($0 * 86400) }
        let mail = try await house.mail(.proposed, details, facts: MailFacts(alternatives: times))
        #expect(
            mail.plain.contains(
                "Thursday 4 June at 4:30 (New York time, UTC−4) · Thursday 4 June at 10:30 (Paris time, UTC+2)"))
        #expect(mail.plain.contains("Friday 5 June at 4:30"))
        let links = mail.plain.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("https://") }
        #expect(Set(links).count == 1 && links[0].hasPrefix(manage))
        #expect(mail.part("text/calendar") == nil)
    }

    @Test("wish 38: a move names the time before, and keeps the UID with a higher SEQUENCE")
    func moved() async throws {
        let house = try await BookFixture()
        let first = try await house.seat()
        try await house.step(first, .confirmed)
        let before = try CalendarParser.parse(
            try #require(try await house.mail(.confirmed, of: "life").part("text/calendar")).content)
        let facts = MailFacts(previousStart: BookFixture.wednesday)
        try await house.step(first, .moved, facts: facts) {
            $0.startsAt += 2 * 86400
            $0.sequence += 1
        }
        let mail = try await house.mail(.moved, of: "life")
        #expect(mail["Subject"]?.spaced == "Votre rendez-vous est déplacé au vendredi 5 juin")
        #expect(mail.plain.contains("Quand : vendredi 5 juin à 10 h 30"))
        #expect(mail.plain.contains("Au lieu de : mercredi 3 juin à 10 h 30"))
        let after = try CalendarParser.parse(try #require(mail.part("text/calendar")).content)
        #expect(after.uid == before.uid && after.sequence == before.sequence + 1)
        #expect(after.method == "REQUEST" && after.status == "CONFIRMED")
        #expect(after.start == "2026-06-05T08:30:00+00:00")
    }

    @Test("wish 40: a request that is moved is still none that is confirmed, in words and in the calendar")
    func movedRequest() async throws {
        let house = try await BookFixture()
        let mail = try await house.mail(.moved, try await house.seat(state: .requested))
        #expect(mail.plain.contains("Ce rendez-vous n’est pas encore confirmé"))
        #expect(!mail.plain.contains("/call/"))
        #expect(try CalendarParser.parse(try #require(mail.part("text/calendar")).content).status == "TENTATIVE")
    }

    @Test("over a change of the clock each zone shows its own hour, in page and calendar alike")
    func clockChange() async throws {
        let house = try await BookFixture()
        // Sunday 25 October 2026, 10:00 in Paris, hours after the clock went back; Tokyo has no summer time.
        let start = Date(timeIntervalSince1970: 1_792_918_800)
        let details = try await house.seat(start: start, language: .en, zone: "Asia/Tokyo")
        let mail = try await house.mail(.confirmed, details)
        #expect(mail.plain.contains("Sunday 25 October at 18:00 (Tokyo time, UTC+9)\n"))
        #expect(mail.plain.contains("Sunday 25 October at 10:00 (Paris time, UTC+1)\n"))
        let event = try CalendarParser.parse(try #require(mail.part("text/calendar")).content)
        #expect(event.start == "2026-10-25T09:00:00+00:00")
    }

    @Test(
        "no mail of any kind in any language has an empty or unfilled sentence, and text and HTML have the same links")
    func complete() async throws {
        for language in Language.allCases {
            let house = try await BookFixture()
            try await house.open()
            var details = try await house.seat(state: .requested, language: language, zone: "Asia/Tokyo")
            details.host.language = language.rawValue
            for kind in MailKind.allCases where ![.wordingSample, .invitation, .passwordReset].contains(kind) {
                let facts = MailFacts(
                    alternatives: [BookFixture.wednesday], words: "Bonjour", previousStart: BookFixture.monday,
                    delayMinutes: 15, wasAnnounced: true)
                let mail = try await house.mail(kind, details, facts: facts)
                let html = mail.part("text/html")?.text ?? ""
                for text in [mail["Subject"] ?? "", mail.plain, html] {
                    #expect(!text.isEmpty && !text.contains("mail_") && !text.contains("{"), "\(kind) \(language)")
                }
                for link in mail.plain.split(whereSeparator: \.isWhitespace) where link.hasPrefix("https://") {
                    #expect(html.contains("href=\"\(link)\""), "\(kind)")
                }
            }
        }
    }

    @Test("one mail for each kind and SEQUENCE; a client who was erased gets none")
    func once() async throws {
        let house = try await BookFixture()
        let details = try await house.seat()
        try await house.step(details, .confirmed)
        await #expect(throws: AppointmentError.wrongState(.confirmed)) {
            try await house.step(details, .confirmed)
        }
        try await house.store.write { try $0.clients.erase(id: "client-life") }
        let erased = try await house.store.read { transaction in
            let appointment = try #require(try transaction.appointments.find(id: "life"))
            return try AppointmentDetails.load(appointment, in: transaction)
        }
        try await house.step(erased, .cancelled) { $0.state = .cancelled }
        #expect(try await house.mails("life").isEmpty)
    }
}
