// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Testing

@testable import Appointments

/// Anne's account is closed; Odile is the owner, Bruno the colleague. Clients read English, practitioners French.
@Suite("The mails when a practitioner's account is closed")
struct ClosedAccountMailTests {
    let house: BookingHouse

    init() async throws { house = try await BookingHouse() }

    private func close(_ choice: ComingChoice) async throws {
        _ = try await house.book.disable("anne", coming: choice, by: house.house.owner)
    }

    private func text(_ kind: MailKind, of id: String) async throws -> String {
        let text = try await house.house.mail(kind, of: id).part("text/plain")?.text ?? ""
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("lead to no page that is closed with it; answers go to the owner, who stays", arguments: [true, false])
    func cancelled(isConfirmed: Bool) async throws {
        let id = try await house.booked(BookingHouse.time(3, 10), type: isConfirmed ? house.quick : house.session).id
        try await close(.cancel)
        let text = try await text(.cancelled, of: id)
        #expect(!text.contains("/book/") && text.contains("To arrange another time, reply to this message."))
        #expect(text.contains("it goes to Cabinet du Parc."))
        let answers = try await house.house.mail(.cancelled, of: id)["Reply-To"] ?? ""
        #expect(answers.contains("owner@example.org") && !answers.contains("anne@example.org"))
    }

    @Test("speak of an appointment when it is confirmed, and tell the colleague whose it was")
    func handedOver() async throws {
        let id = try await house.booked(BookingHouse.time(3, 10), type: house.quick).id
        try await close(.hand(to: "bruno", cancelsRest: false))
        let client = try await text(.handedOver, of: id)
        #expect(client.contains("See my appointment") && !client.contains("request"))
        #expect(client.contains("it goes to Bruno Petit."))
        let colleague = try await text(.takenOver, of: id)
        #expect(colleague.contains("Jusqu’ici avec : Anne Martin"))
        #expect(!colleague.contains("a réservé") && !colleague.contains("C’est encore une demande"))
        #expect(try await house.kinds(id).filter { $0 == "confirmed_for_host" }.count == 1)
    }

    @Test("give the colleague of a request the whole time for an answer, and nothing that was proposed before")
    func requestHandedOver() async throws {
        let id = try await house.booked(BookingHouse.time(5, 10)).id
        _ = try await house.book.propose(id, [BookingHouse.time(1, 16)], words: "Plutôt lundi ?", by: house.anne)
        #expect(try await house.appointment(id).expiresAt == BookingHouse.time(1, 16))
        try await close(.hand(to: "bruno", cancelsRest: false))
        let appointment = try await house.book.find(id, by: house.house.bruno).appointment
        #expect(appointment.expiresAt == BookingHouse.time(2, 9) && appointment.reason.isEmpty)
        let colleague = try await text(.takenOver, of: id)
        #expect(colleague.contains("C’est encore une demande") && colleague.contains("Jusqu’ici avec"))
        #expect(!colleague.contains("demande un rendez-vous"))
        #expect(try await text(.handedOver, of: id).contains("See my request"))
    }
}
