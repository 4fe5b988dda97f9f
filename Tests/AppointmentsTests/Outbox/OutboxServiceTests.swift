// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mail
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import Appointments

@Suite("The outbox", .timeLimit(.minutes(5)))
struct OutboxServiceTests {
    private func house() async throws -> (BookFixture, String) {
        let house = try await BookFixture()
        let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
        return (house, made.appointment.id)
    }

    @Test("an accepted mail keeps the server's reply and is not sent again")
    func accepted() async throws {
        let (house, id) = try await house()
        let delivery = FakeDelivery(FakeDelivery.accepted)
        #expect(try await house.service(delivery).deliverDue() == 1)
        #expect(try await house.service(delivery).deliverDue() == 0)
        let mail = try #require(try await house.mails(id).first)
        #expect(mail.state == .accepted)
        #expect(mail.reply == "250 2.0.0 OK")
        #expect(mail.acceptedAt == BookFixture.monday)
        #expect(delivery.envelopes.map(\.sender.description) == ["cabinet@vis.example.org"])
    }

    @Test("a refusal is final")
    func refused() async throws {
        let (house, id) = try await house()
        let delivery = FakeDelivery(FakeDelivery.refused)
        try await house.service(delivery).deliverDue()
        house.clock.advance(86400)
        try await house.service(delivery).deliverDue()
        let mail = try #require(try await house.mails(id).first)
        #expect(mail.state == .failed)
        #expect(mail.reply == "554 5.7.1 not wanted")
        #expect(delivery.envelopes.count == 1)
    }

    @Test(
        "what may pass is tried after 1 min, 5 min, 30 min, then every 2 h, for a day",
        arguments: [
            FakeDelivery.deferred, FakeDelivery.unreachable,
        ])
    func backOff(_ answer: FakeDelivery.Answer) async throws {
        let (house, id) = try await house()
        let service = house.service(FakeDelivery(answer))
        var pauses: [TimeInterval] = []
        var total = 0.0
        while try await service.deliverDue() == 1, let mail = try await house.mails(id).first, mail.state == .queued {
            let pause = mail.nextAttemptAt.timeIntervalSince(BookFixture.monday) - total
            pauses.append(pause)
            house.clock.advance(pause - 1)
            #expect(try await service.deliverDue() == 0)
            house.clock.advance(1)
            total += pause
        }
        #expect(pauses.prefix(5) == [60, 300, 1800, 7200, 7200])
        #expect(total == 86400)
        #expect(try await house.mails(id).first?.state == .failed)
    }

    @Test("jitter moves a pause by a fifth at most")
    func jitter() {
        let now = BookFixture.monday
        for (jitter, pause) in [(-1.0, 48.0), (1.0, 72.0)] {
            let next = BackOff(jitter: { jitter }).next(attempts: 1, queuedAt: now, now: now)
            #expect(next == now.addingTimeInterval(pause))
        }
    }

    @Test("a worker that lost its lease marks nothing, and the mail keeps its Message-ID")
    func lostLease() async throws {
        let (house, id) = try await house()
        let second = FakeDelivery(FakeDelivery.accepted)
        let first = FakeDelivery(FakeDelivery.refused) { _ in
            house.clock.advance(121)
            _ = try? await house.service(second).deliverDue()
        }
        try await house.service(first).deliverDue()
        #expect(try await house.mails(id).first?.state == .accepted)
        #expect(first.envelopes.map(\.message) == second.envelopes.map(\.message))
    }

    @Test("a leased mail is nobody else's until the lease ends, as after a crash")
    func leased() async throws {
        let (house, id) = try await house()
        let now = BookFixture.monday
        _ = try await house.store.write { try $0.outbox.lease(now: now, until: now + 120, token: "dead", limit: 9) }
        let service = house.service(FakeDelivery(FakeDelivery.accepted))
        #expect(try await service.deliverDue() == 0)
        house.clock.advance(120)
        #expect(try await service.deliverDue() == 1)
        #expect(try await house.mails(id).first?.state == .accepted)
    }

    @Test("contents are erased seven days after acceptance, not before")
    func erased() async throws {
        let (house, id) = try await house()
        let service = house.service(FakeDelivery(FakeDelivery.accepted))
        try await service.deliverDue()
        house.clock.advance(7 * 86400 - 1)
        try await service.eraseOld()
        #expect(try await house.mails(id).first?.message != nil)
        house.clock.advance(2)
        try await service.eraseOld()
        let mail = try #require(try await house.mails(id).first)
        #expect(mail.message == nil && mail.recipient.isEmpty && mail.state == .accepted)
    }

    @Test("a queued mail wakes the service at once, and an order to stop ends it while a server is silent")
    func service() async throws {
        let house = try await BookFixture()
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let delivery = FakeDelivery(FakeDelivery.accepted) { _ in
            continuation.yield()
            // Silent until the dialogue is cancelled.
            for await _ in AsyncStream<Never>.makeStream().stream {}
        }
        let service = house.service(delivery, limits: OutboxLimits(drain: .zero))
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: service)], logger: .init(label: "test")))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let made = try await house.book.add(confirmed: BookFixture.draft(), for: "anne", by: house.anne)
            _ = await stream.first { _ in true }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            let mail = try #require(try await house.mails(made.appointment.id).first)
            #expect(mail.state == .queued)
            #expect(mail.nextAttemptAt == BookFixture.monday)
        }
    }

    @Test("case 38 and the whole way: aiosmtpd says later, then takes exactly the mail that was written")
    func endToEnd() async throws {
        let (house, id) = try await house()
        let server = try await SMTPSink("--data-reply", "451 4.3.0 later", "--refusals", "1")
        let service = house.service(SMTPDelivery(server: try SMTPServer(url: "smtp://127.0.0.1:\(server.port)")))
        try await service.deliverDue()
        #expect(try await house.mails(id).first?.reply == "451 4.3.0 later")
        house.clock.advance(60)
        try await service.deliverDue()
        let row = try #require(try await house.mails(id).first)
        #expect(row.reply == "250 2.0.0 taken as number 7")
        let mail = try await server.next()
        #expect(mail.to == ["zoe@example.org"])
        #expect(mail.message == row.message)
        #expect(RenderedMail(reading: mail.message)["Message-ID"] == "<\(row.messageID)>")
    }
}
