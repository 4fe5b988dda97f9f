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
}
