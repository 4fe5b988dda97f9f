// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("Making appointments")
struct MakingTests {
    @Test("finding 32: the same form sent again makes nothing and is answered with what it made")
    func sentTwice() async throws {
        let house = try await BookFixture()
        let handedOut = BookFixture.monday
        func draft(_ text: String) -> AppointmentDraft {
            var draft = BookFixture.draft()
            draft.form = .init(handedOut: handedOut, text: text)
            return draft
        }
        let first = try await house.book.add(confirmed: draft("1"), for: "anne", by: house.anne)
        let again = try await house.book.add(confirmed: draft("1"), for: "anne", by: house.anne)
        #expect(again == first)
        #expect(try await house.mails(first.appointment.id).count == 1)
        // What was changed in it is another wish, and so is another form that says the same.
        await #expect(throws: AppointmentError.slotTaken) {
            try await house.book.add(confirmed: draft("2"), for: "anne", by: house.anne)
        }
        let asked = try await house.book.request(draft("3"), for: "anne", by: house.anne)
        #expect(try await house.book.request(draft("3"), for: "anne", by: house.anne) == asked)
        #expect(try await house.book.requests(by: house.anne).count == 1)
        // Nobody else's form has this number.
        let other = try await house.book.request(draft("3"), for: "bruno", by: house.bruno)
        #expect(other.appointment.id != asked.appointment.id)
    }

    @Test("a request waits and mails nothing")
    func request() async throws {
        let house = try await BookFixture()
        let made = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne)
        #expect(made.appointment.state == .requested)
        #expect(made.appointment.timeZone == "Europe/Paris")
        #expect(try await house.mails(made.appointment.id).isEmpty)
        #expect(try await house.book.find(made.appointment.id, by: house.anne) == made)
    }

    @Test("a confirmed one has its mail in the same transaction")
    func confirmed() async throws {
        let house = try await BookFixture()
        let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        #expect(made.appointment.state == .confirmed)
        #expect(made.appointment.uid == "\(made.appointment.id)@vis.example.org")
        let mails = try await house.mails(made.appointment.id)
        #expect(mails.map(\.kind) == ["confirmed"])
        #expect(mails.map(\.state) == [.queued])
        #expect(mails.map(\.recipient) == ["zoe@example.org"])
    }

    @Test("a slot that is taken stores nothing, no client and no mail")
    func slotTaken() async throws {
        let house = try await BookFixture()
        _ = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        await #expect(throws: AppointmentError.slotTaken) {
            try await house.book.add(confirmed: BookFixture.draft(minutes: 44), for: "anne", by: house.anne)
        }
        _ = try await house.book.add(confirmed: BookFixture.draft(minutes: 45), for: "anne", by: house.anne)
        _ = try await house.book.add(confirmed: BookFixture.draft(), for: "bruno", by: house.bruno)
        let counts = try await house.store.read { transaction in
            try ["clients", "outbox", "appointments"].map { table in
                try transaction.rows("select count(*) as n from \(table)").first?.integer("n")
            }
        }
        #expect(counts == [3, 3, 3])
    }

    @Test("a start with seconds is none: no page could show it, and the next slot would be shifted")
    func seconds() async throws {
        let house = try await BookFixture()
        let start = BookFixture.draft().startsAt
        for odd in [start.addingTimeInterval(30), start.addingTimeInterval(0.5)] {
            let wrong = AppointmentError.invalid([InvalidField(.startsAt, .malformed)])
            let draft = AppointmentDraft.with { $0.startsAt = odd }
            await #expect(throws: wrong) {
                try await house.book.add(confirmed: draft, for: "anne", by: house.anne)
            }
            let id = try await house.book.request(BookFixture.draft(), for: "anne", by: house.anne).appointment.id
            await #expect(throws: wrong) { try await house.book.move(id, to: odd, by: house.anne) }
        }
    }

    private typealias Case = (AppointmentDraft, [InvalidField])

    /// A draft with one text in one field, and what is wrong with it.
    private static func wrong(
        _ path: WritableKeyPath<AppointmentDraft, String>, _ text: String, _ field: InvalidField.Field,
        _ problem: InvalidField.Problem
    ) -> Case {
        (AppointmentDraft.with { $0[keyPath: path] = text }, [InvalidField(field, problem)])
    }

    private static let wrongTexts: [Case] = [
        wrong(\.clientName, " \t\u{200B} ", .clientName, .missing),
        wrong(\.clientName, String(repeating: "x", count: 61), .clientName, .tooLong),
        wrong(\.clientName, "Eve\r\nBcc: x", .clientName, .forbiddenCharacter),
        wrong(\.clientName, "e\u{202E}vE", .clientName, .forbiddenCharacter),
        wrong(\.clientName, "a\0b", .clientName, .forbiddenCharacter),
        wrong(\.clientName, "a" + String(repeating: "\u{301}", count: 9000), .clientName, .tooLong),
        wrong(\.clientEmail, "", .clientEmail, .missing),
        wrong(\.clientEmail, "a@b\r\n.org", .clientEmail, .malformed),
        wrong(\.clientEmail, "a@bücher.de", .clientEmail, .internationalDomain),
        wrong(\.clientPhone, "call me", .clientPhone, .malformed),
        wrong(\.clientPhone, "+1234567890123456", .clientPhone, .malformed),
        wrong(\.note, String(repeating: "n", count: 501), .note, .tooLong),
    ]

    private static let wrongNumbers: [Case] = [
        (.with { $0.clientTimeZone = "Mars/Olympus" }, [InvalidField(.clientTimeZone, .malformed)]),
        (.with { $0.lengthMinutes = 0 }, [InvalidField(.lengthMinutes, .tooSmall)]),
        (.with { $0.lengthMinutes = 10_000 }, [InvalidField(.lengthMinutes, .tooLarge)]),
        (.with { $0.startsAt = BookFixture.monday - 61 }, [InvalidField(.startsAt, .past)]),
        (.with { $0.startsAt = BookFixture.monday + 3 * 366 * 86400 }, [InvalidField(.startsAt, .tooFar)]),
        (
            .with { ($0.clientName, $0.clientEmail, $0.lengthMinutes) = ("", "x", 4) },
            [
                InvalidField(.clientName, .missing), InvalidField(.clientEmail, .malformed),
                InvalidField(.lengthMinutes, .tooSmall),
            ]
        ),
    ]

    @Test("case 36: each wrong field is named and nothing is stored", arguments: wrongTexts + wrongNumbers)
    func invalid(_ draft: AppointmentDraft, _ fields: [InvalidField]) async throws {
        let house = try await BookFixture()
        await #expect(throws: AppointmentError.invalid(fields)) {
            try await house.book.add(confirmed: draft, for: "anne", by: house.anne)
        }
        #expect(try await house.book.coming(by: house.anne).isEmpty)
    }

    @Test(
        "fields are kept trimmed; a phone number keeps its digits",
        arguments: [
            ("+33 (0)6", nil), ("00 33 6 12 34 56 78", "+33612345678"), ("06.12.34.56.78", "0612345678"),
            ("+33 6 12 34 56 78", "+33612345678"), ("  ", ""),
        ])
    func phones(_ text: String, _ kept: String?) throws {
        guard let kept else {
            #expect(throws: FieldText.Failure(problem: .malformed)) { try FieldText.phone(text) }
            return
        }
        #expect(try FieldText.phone(text) == (kept.isEmpty ? nil : kept))
    }

    @Test("a name of sixty family emoji is sixty visible characters too many scalars, one is a name")
    func emoji() throws {
        #expect(try FieldText.name(" 👩‍👩‍👧 Zoë ") == "👩‍👩‍👧 Zoë")
        #expect(try FieldText.note(" a\r\nb\t ") == "a\nb")
    }

    @Test("trying it gives one confirmed appointment with oneself, in two minutes, however often it is pressed")
    func tryIt() async throws {
        let house = try await BookFixture()
        let first = try await house.book.tryItNow(house.anne)
        #expect(first.appointment.state == .confirmed)
        #expect(first.client.email == house.anne.email)
        #expect(first.appointment.startsAt.timeIntervalSince(BookFixture.monday) == 120)
        house.clock.advance(60)
        #expect(try await house.book.tryItNow(house.anne).appointment.id == first.appointment.id)
    }

    @Test("trying it takes no client's time: a request that waits for an answer there is not declined for it")
    func tryItBesideRequest() async throws {
        let house = try await BookFixture()
        let draft = AppointmentDraft.with { $0.startsAt = BookFixture.monday.addingTimeInterval(600) }
        let asked = try await house.book.request(draft, for: "anne", by: house.anne).appointment.id
        await #expect(throws: AppointmentError.slotTaken) { try await house.book.tryItNow(house.anne) }
        #expect(try await house.book.find(asked, by: house.anne).appointment.state == .requested)
        #expect(try await house.book.coming(by: house.anne).count == 1)
        house.clock.advance(3600)
        #expect(try await house.book.tryItNow(house.anne).appointment.state == .confirmed)
    }
}

extension AppointmentDraft {
    static func with(_ change: (inout AppointmentDraft) -> Void) -> AppointmentDraft {
        var draft = BookFixture.draft()
        change(&draft)
        return draft
    }
}
