// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Mail

@Suite("A rendered mail")
struct MailMessageTests {
    static func message(
        name: String = "Zoë Lefèvre-Østergård", subject: String = "Votre rendez-vous du mardi 3 juin",
        text: String = "Bonjour", html: String? = "<p>Bonjour</p>", calendar: CalendarPart? = nil
    ) throws -> MailMessage {
        MailMessage(
            from: Mailbox(
                name: "Cabinet, “Les Tilleuls”", address: try EmailAddress(validating: "cabinet@example.org")),
            to: Mailbox(name: name, address: try EmailAddress(validating: "zoe@example.org")),
            replyTo: Mailbox(name: "Anne \"A.\" Martin", address: try EmailAddress(validating: "anne@example.org")),
            subject: subject, date: Date(timeIntervalSince1970: 1_748_932_200),
            messageID: try #require(MessageID("abc.def@example.org")), language: "fr", text: text, html: html,
            calendar: calendar)
    }

    @Test("header lines are at most 78 wide, body lines at most 76, all of it 7 bits with CRLF")
    func lines() throws {
        let long = String(repeating: "Très long prénom ", count: 12)
        let bytes = try Self.message(name: long, subject: long, text: String(repeating: "é à = . ", count: 90))
            .rendered()
        #expect(bytes.allSatisfy { $0 < 0x80 })
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.replacing("\r\n", with: "").contains { $0.isNewline } == false)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test("names and subjects outside ASCII come back whole")
    func names() throws {
        let mail = RenderedMail(reading: try Self.message().rendered())
        #expect(mail["To"] == "Zoë Lefèvre-Østergård <zoe@example.org>")
        #expect(mail["Reply-To"] == #""Anne \"A.\" Martin" <anne@example.org>"#)
        #expect(mail["Subject"] == "Votre rendez-vous du mardi 3 juin")
        #expect(mail["Date"] == "Tue, 03 Jun 2025 06:30:00 +0000")
        #expect(mail["Message-ID"] == "<abc.def@example.org>")
    }

    @Test(
        "case 38: line ends in a name or subject cannot start a field",
        arguments: [
            "Eve\r\nBcc: all@example.org", "Eve\nBcc: all@example.org", "Eve\rBcc: x", "Eve\0", "Eve\r\n\r\nbody",
            "=?UTF-8?B?DQpCY2M6IHg=?=", "\u{2028}Bcc: x", "Ève\r\nBcc: all@example.org",
        ])
    func injection(_ hostile: String) throws {
        let bytes = try Self.message(name: hostile, subject: hostile).rendered()
        let header = try #require(String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n").first)
        let names = header.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language",
                "MIME-Version", "Content-Type",
            ])
    }

    @Test("an invitation stands among the alternatives with its method, and is attached as a file")
    func calendar() throws {
        let object = Array("BEGIN:VCALENDAR\r\nSUMMARY:é\r\nEND:VCALENDAR\r\n".utf8)
        let bytes = try Self.message(calendar: CalendarPart(method: .request, content: object)).rendered()
        let mail = RenderedMail(reading: bytes)
        #expect(mail.parts.map(\.type) == ["text/plain", "text/html", "text/calendar", "application/ics"])
        #expect(mail.parts[2].content == object)
        #expect(mail.parts[3].content == object)
        #expect(mail.parts[3].fileName == "invite.ics")
        #expect(String(decoding: bytes, as: UTF8.self).contains("text/calendar; charset=utf-8; method=REQUEST"))
    }

    @Test(
        "bodies come back as they were",
        arguments: [
            "Bonjour,\r\n\r\nà bientôt ! = 100 %\r\n.\r\nFrom here\r\n", "", " spaces at the end  ", "=3D=\r\n=",
            "--=_mixed\r\n--=_alternative--\r\n", "\u{1F600}\u{202F}!", String(repeating: "x", count: 5000),
        ])
    func bodies(_ text: String) throws {
        let calendar = CalendarPart(method: .cancel, content: [])
        let mail = RenderedMail(
            reading: try Self.message(text: text, html: "<p>\(text)</p>", calendar: calendar).rendered())
        #expect(mail.part("text/plain")?.text == text)
        #expect(mail.part("text/html")?.text == "<p>\(text)</p>")
    }

    @Test("a mail of text alone is one part")
    func plain() throws {
        let mail = RenderedMail(reading: try Self.message(html: nil).rendered())
        #expect(mail.parts.map(\.type) == ["text/plain"])
    }

    @Test("a message identifier is new each time and valid")
    func identifiers() throws {
        let sender = try EmailAddress(validating: "cabinet@example.org")
        let one = MessageID(at: sender)
        #expect(one != MessageID(at: sender))
        #expect(MessageID(one.description) == one)
        #expect(MessageID("<a@b.c>") == nil)
        #expect(MessageID("a\r\nb@example.org") == nil)
    }
}
