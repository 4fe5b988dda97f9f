// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import TestSupport
import Testing
import Words

@testable import Appointments

@Suite("The mails about an appointment")
struct AppointmentMailTests {
    private func mail(
        _ draft: AppointmentDraft = BookFixture.draft(), kind: String = "confirmed",
        then verb: (BookFixture, String) async throws -> Void = { _, _ in }
    ) async throws -> RenderedMail {
        let house = try await BookFixture()
        let id = try await house.book.request(draft, for: "anne", by: house.anne).appointment.id
        if kind != "declined" { _ = try await house.book.confirm(id, by: house.anne) }
        try await verb(house, id)
        let row = try #require(try await house.mails(id).first { $0.kind == kind })
        return RenderedMail(reading: try #require(row.message))
    }

    @Test("a French confirmation: neutral subject, who, when, how long, the links and the phone")
    func french() async throws {
        let mail = try await mail()
        #expect(mail["Subject"]?.spaced == "Votre rendez-vous du mercredi 3 juin")
        #expect(mail["From"] == "Cabinet du Parc <cabinet@vis.example.org>")
        #expect(mail["Reply-To"] == "Anne Martin <anne@example.org>")
        #expect(mail["To"] == "Zoë Lefèvre-Østergård <zoe@example.org>")
        let text = try #require(mail.part("text/plain")?.text)
        for piece in [
            "Bonjour Zoë Lefèvre-Østergård,", "avec Anne Martin est confirmé",
            "mercredi 3 juin à 10 h 30 (heure de Paris)",
            "45 minutes", "https://vis.example.org/call/anne-k7f3q9x2/", "https://vis.example.org/appointments/",
            "+33 1 23 45 67 89",
        ] {
            #expect(text.spaced.contains(piece), "missing: \(piece)")
        }
        #expect(text.spaced.components(separatedBy: "heure de").count == 2)
        #expect(text.contains("\u{202F}") == false)
        #expect(text.contains("mail_") == false)
    }

    @Test("an English one shows both zones where their clocks differ")
    func english() async throws {
        let mail = try await mail(BookFixture.draft(language: .en, zone: "America/New_York"))
        #expect(mail["Subject"]?.spaced == "Your appointment on Wednesday 3 June")
        let text = try #require(mail.part("text/plain")?.text)
        #expect(text.spaced.contains("Wednesday 3 June at 4:30 (New York time, UTC−4)"))
        #expect(text.spaced.contains("Wednesday 3 June at 10:30 (Paris time, UTC+2)"))
        let same = try await self.mail(BookFixture.draft(language: .en, zone: "Europe/Berlin"))
        #expect(same.part("text/plain")?.text.contains("Paris time") == false)
    }

    @Test("text and HTML have the same links, and the HTML one join button")
    func html() async throws {
        let mail = try await mail()
        let (text, html) = (try #require(mail.part("text/plain")?.text), try #require(mail.part("text/html")?.text))
        let links = text.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("https://") }
        #expect(Set(links).count == 3, "join, test, manage")
        for link in links { #expect(html.contains("href=\"\(link)\"")) }
        #expect(html.components(separatedBy: "bgcolor=").count == 2)
        #expect(html.contains("<script") == false && html.contains("src=") == false)
    }

    @Test("case 31: markup in a name stays text")
    func markup() async throws {
        let mail = try await mail(BookFixture.draft(name: #""><img src=x onerror='a()'>{practitioner}"#))
        let html = try #require(mail.part("text/html")?.text)
        #expect(html.contains("<img") == false)
        #expect(html.contains("&quot;&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;"))
    }

    @Test("the invitation is understood by PyPI icalendar and names no client in its summary")
    func calendar() async throws {
        let part = try #require(try await mail().part("text/calendar"))
        let seen = try CalendarParser.parse(part.content)
        #expect(seen.errors == [])
        #expect(seen.method == "REQUEST")
        #expect(seen.start == "2026-06-03T08:30:00+00:00")
        #expect(seen.end == "2026-06-03T09:15:00+00:00")
        #expect(seen.summary == "Rendez-vous vidéo")
        #expect(seen.location == seen.url)
        #expect(seen.url?.hasPrefix("https://vis.example.org/call/anne-k7f3q9x2/") == true)
        #expect(seen.alarms == [-10])
    }

    @Test("wish 38: a cancellation withdraws the same event with a higher SEQUENCE and no link")
    func cancelled() async throws {
        let before = try CalendarParser.parse(try #require(try await mail().part("text/calendar")).content)
        let mail = try await mail(kind: "cancelled") { house, id in _ = try await house.book.cancel(id, by: house.anne)
        }
        #expect(mail["Subject"]?.spaced == "Votre rendez-vous du mercredi 3 juin est annulé")
        let seen = try CalendarParser.parse(try #require(mail.part("text/calendar")).content)
        #expect(seen.errors == [])
        #expect(seen.method == "CANCEL")
        #expect(seen.status == "CANCELLED")
        #expect(seen.sequence == before.sequence + 1)
        #expect(seen.url == nil)
        #expect(mail.part("text/plain")?.text.contains("https://") == false)
    }

    @Test("declining is short and neutral, without a calendar part")
    func declined() async throws {
        let mail = try await mail(kind: "declined") { house, id in _ = try await house.book.decline(id, by: house.anne)
        }
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html"])
        #expect(
            mail.part("text/plain")?.text.spaced.contains(
                "Anne Martin ne peut pas vous recevoir le mercredi 3 juin à 10 h 30.")
                == true)
    }

    @Test("invitations and new passwords go to the account, and belong to nobody's desk")
    func accounts() async throws {
        let house = try await BookFixture()
        try await house.store.write { [house] transaction in
            let practice = try #require(try transaction.practice.find())
            let end = BookFixture.monday.addingTimeInterval(3600)
            try house.queue.invite(
                house.bruno, by: house.owner, of: practice, token: "tok-1", until: end, in: transaction)
            try house.queue.resetPassword(
                of: house.bruno, of: practice, token: "tok-2", until: end, in: transaction)
        }
        #expect(try await house.book.mails(by: house.bruno).isEmpty)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        let texts = delivery.envelopes.compactMap { RenderedMail(reading: $0.message).part("text/plain")?.text }
        #expect(texts.contains { $0.contains("https://vis.example.org/invitation/tok-1") })
        #expect(texts.contains { $0.contains("https://vis.example.org/password/tok-2") })
        #expect(delivery.envelopes.map(\.recipient.description) == ["bruno@example.org", "bruno@example.org"])
    }
}
