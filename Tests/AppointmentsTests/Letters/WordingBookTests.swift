// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Testing
import Words

@testable import Appointments

@Suite("A practitioner's own wording")
struct WordingBookTests {
    private func book(_ house: BookFixture) -> WordingBook {
        WordingBook(store: house.store, queue: house.queue)
    }

    @Test("it takes the place of subject and introduction; times, links and calendar stay")
    func own() async throws {
        let house = try await BookFixture()
        let own = Wording(
            subject: "À bientôt, {client}",
            body: "Le {day} à {time} ({length}) chez {practice}.\n\n{practitioner} { } {")
        try await book(house).save(own, .confirmed, .fr, by: house.anne)
        let mail = try await house.mail(.confirmed, try await house.seat())
        #expect(mail["Subject"] == "À bientôt, Zoë Léa")
        #expect(
            mail.plain.contains("Le mercredi 3 juin à 10 h 30 (45 minutes) chez Cabinet du Parc.\n\nAnne Martin { } {"))
        #expect(!mail.plain.contains("est confirmé"))
        #expect(mail.plain.contains("heure de Paris") && mail.plain.contains("/call/anne-"))
        #expect(mail.part("text/calendar") != nil)
    }

    @Test("another language, another kind and another practitioner's mails keep theirs")
    func others() async throws {
        let house = try await BookFixture()
        try await book(house).save(Wording(subject: "Mine", body: "Mine"), .confirmed, .fr, by: house.anne)
        let english = try await house.mail(.confirmed, try await house.seat("a", language: .en))
        let bruno = try await house.mail(.confirmed, try await house.seat("b", of: "bruno"))
        let later = BookFixture.wednesday.addingTimeInterval(86400)
        let moved = try await house.mail(.moved, try await house.seat("c", start: later))
        for mail in [english, bruno, moved] { #expect(mail["Subject"] != "Mine") }
    }

    @Test("placeholders that this mail has no value for are refused, each named once")
    func unknown() async throws {
        let house = try await BookFixture()
        let wrong = Wording(subject: "{clients} {client}", body: "{Prénom} {delay} {Prénom} {not one} {}")
        await #expect(
            throws: WordingError.invalid([
                WordingProblem(.subject, .unknownPlaceholders(["clients"])),
                WordingProblem(.body, .unknownPlaceholders(["Prénom", "delay"])),
            ])
        ) {
            try await book(house).save(wrong, .confirmed, .fr, by: house.anne)
        }
        let right = Wording(subject: "{delay}", body: "{{client}} { previous")
        try await book(house).save(right, .runningLate, .fr, by: house.anne)
    }

    @Test("a placeholder that no brace closes is refused, each named once")
    func unclosed() async throws {
        let house = try await BookFixture()
        let wrong = Wording(subject: "{day {client}", body: "{client, {prénom\n{client and { } {} {not one} {time")
        await #expect(
            throws: WordingError.invalid([
                WordingProblem(.subject, .unclosedPlaceholders(["day"])),
                WordingProblem(.body, .unclosedPlaceholders(["client", "prénom", "time"])),
            ])
        ) {
            try await book(house).save(wrong, .confirmed, .fr, by: house.anne)
        }
        await #expect(throws: WordingError.invalid([WordingProblem(.subject, .unclosedPlaceholders(["day"]))])) {
            try await book(house).preview(Wording(subject: "{day", body: "x"), .confirmed, .fr, by: house.anne)
        }
    }

    @Test(
        "empty, long, with line ends or control characters: the field is named",
        arguments: [
            (" ", "x", WordingProblem(.subject, .missing)), ("x", "\n", WordingProblem(.body, .missing)),
            ("a\r\nBcc: x@example.org", "x", WordingProblem(.subject, .forbiddenCharacter)),
            ("a\u{0}b", "x", WordingProblem(.subject, .forbiddenCharacter)),
            ("x", "a\u{202E}b", WordingProblem(.body, .forbiddenCharacter)),
            (String(repeating: "x", count: 151), "x", WordingProblem(.subject, .tooLong)),
            ("x", String(repeating: "x", count: 3001), WordingProblem(.body, .tooLong)),
        ])
    func malformed(subject: String, body: String, problem: WordingProblem) async throws {
        let house = try await BookFixture()
        await #expect(throws: WordingError.invalid([problem])) {
            try await book(house).save(Wording(subject: subject, body: body), .declined, .en, by: house.anne)
        }
    }

    @Test("cases 31 and 38: values are text, never placeholders again, markup or another header")
    func values() async throws {
        let house = try await BookFixture()
        try await book(house).save(
            Wording(subject: "{client}", body: "{client}: {day}"), .confirmed, .fr, by: house.anne)
        let name = "{day}\r\nBcc: x@example.org <b>&"
        let mail = try await house.mail(.confirmed, try await house.seat(name: name))
        #expect(!mail.fields.contains { $0.name == "Bcc" })
        #expect(mail["Subject"]?.contains("{day}") == true)
        #expect(mail.plain.contains("{day}"))
        #expect(mail.part("text/html")?.text.contains("&lt;b&gt;&amp;") == true)
        #expect(mail.part("text/html")?.text.contains("<b>") == false)
    }

    @Test("back to the standard words, which an own wording can start from")
    func reset() async throws {
        let (house, book) = try await {
            let house = try await BookFixture()
            return (house, self.book(house))
        }()
        for kind in MailKind.wordable {
            for language in Language.allCases {
                try await book.save(book.standard(kind, language), kind, language, by: house.anne)
            }
        }
        #expect(try await book.entries(by: house.anne).allSatisfy(\.isOwn))
        try await book.reset(.expired, .fr, by: house.anne)
        let entry = try await book.entry(.expired, .fr, by: house.anne)
        #expect(!entry.isOwn && entry.wording == book.standard(.expired, .fr))
        #expect(try await book.entries(by: house.bruno).allSatisfy { !$0.isOwn })
    }

    @Test("a preview shows the whole mail and keeps nothing; the test mail goes to the practitioner and nobody else")
    func samples() async throws {
        let house = try await BookFixture()
        try await house.open()
        let book = book(house)
        for kind in MailKind.wordable {
            for language in Language.allCases {
                let preview = try await book.preview(
                    book.standard(kind, language), kind, language, by: house.anne)
                #expect(!preview.text.contains("mail_") && !preview.text.contains("{"), "\(kind)")
                #expect(preview.html.contains("https://vis.example.org/"))
            }
        }
        #expect(try await book.entries(by: house.anne).allSatisfy { !$0.isOwn })
        let own = Wording(subject: "Bonjour {client}", body: "C’est {practitioner}.")
        try await book.sendSample(own, .reminderDay, .fr, by: house.anne)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        let envelope = try #require(delivery.envelopes.first)
        #expect(delivery.envelopes.count == 1 && envelope.recipient.description == "anne@example.org")
        let mail = RenderedMail(reading: envelope.message)
        #expect(mail["Subject"] == "[Essai] Bonjour Camille Exemple")
        #expect(mail.part("text/calendar") == nil)
        #expect(try await house.book.mails(by: house.bruno).isEmpty)
    }

    @Test("without a mail server the test mail says so; mails to accounts have no wording of their own")
    func refused() async throws {
        let house = try await BookFixture(isDelivering: false)
        let book = book(house)
        let own = Wording(subject: "a", body: "b")
        await #expect(throws: WordingError.noMailServer) {
            try await book.sendSample(own, .confirmed, .fr, by: house.anne)
        }
        for kind in [MailKind.invitation, .passwordReset, .requestNew, .wordingSample] {
            await #expect(throws: WordingError.notFound) { try await book.save(own, kind, .fr, by: house.anne) }
        }
        await #expect(throws: WordingError.notFound) { try await book.entries(by: house.owner) }
    }
}
