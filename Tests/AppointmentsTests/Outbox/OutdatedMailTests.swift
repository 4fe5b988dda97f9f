// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage
import Testing

@testable import Appointments

@Suite("A reminder that waits for the mail server")
struct OutdatedMailTests {
    /// The reminder of the hour before is written, and no mail server answers.
    private func waiting() async throws -> BookFixture {
        let house = try await BookFixture()
        try await house.seat()
        house.clock.advance(BookFixture.wednesday.timeIntervalSince(BookFixture.monday) - 3600)
        while try await house.due().doDue() > 0 {}
        try await house.service(FakeDelivery(FakeDelivery.unreachable)).deliverDue()
        return house
    }

    @Test("case 40: it is dropped and noted when its time is over, not sent late")
    func dropped() async throws {
        let house = try await waiting()
        #expect(try await house.mails("life").map(\.state) == [.queued])
        house.clock.advance(1800)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.isEmpty)
        let mail = try #require(try await house.mails("life").first)
        #expect(mail.state == .failed && mail.reply == OutboxTable.outdated)
    }

    @Test("it goes when the server is back in time")
    func inTime() async throws {
        let house = try await waiting()
        house.clock.advance(1700)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.count == 1)
    }

    @Test("a confirmation is sent however late")
    func confirmation() async throws {
        let house = try await BookFixture()
        try await house.step(try await house.seat(), .confirmed)
        house.clock.advance(20 * 3600)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        try await house.service(delivery).deliverDue()
        #expect(delivery.envelopes.count == 1)
    }
}
