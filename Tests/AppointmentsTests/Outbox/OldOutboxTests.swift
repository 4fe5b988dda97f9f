// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mail
import Testing

@testable import Appointments
@testable import Storage

@Suite("An outbox of before mails were ordered")
struct OldOutboxTests {
    private static let message = Data("Message-ID: <m1@vis.example.org>\r\nSubject: as it was\r\n\r\nwords\r\n".utf8)

    @Test("a mail that waited then goes after the migrations, byte for byte and under its Message-ID, once")
    func carriedOver() async throws {
        let house = try await BookFixture()
        let (place, path) = try await Self.oldDatabase(with: house)
        let store = try SQLiteStore(path: path)
        let kept = try #require(try await store.read { try $0.outbox.find(id: "m1") })
        #expect(kept.messageID == "m1@vis.example.org" && kept.message == Self.message && kept.facts == nil)
        #expect(kept.state == .queued && kept.attempts == 2 && kept.reply == "451 later")
        let gone = try #require(try await store.read { try $0.outbox.find(id: "m2") })
        #expect(gone.state == .accepted)
        let delivery = FakeDelivery(FakeDelivery.accepted)
        let service = OutboxService(
            store: store, writer: house.queue.writer, delivery: delivery, sender: house.sender, signal: WorkSignal(),
            clock: house.clock.wall, logger: Logger(label: "test"))
        #expect(try await service.deliverDue() == 1)
        #expect(try await service.deliverDue() == 0)
        #expect(delivery.envelopes.map(\.message) == [Array(Self.message)])
        #expect(delivery.envelopes.map(\.recipient.description) == ["zoe@example.org"])
        let sent = try #require(try await store.read { try $0.outbox.find(id: "m1") })
        #expect(sent.state == .accepted && sent.attempts == 3 && sent.messageID == "m1@vis.example.org")
        // What it announced is not announced again.
        var again = kept
        again.id = "m3"
        let isNew = try await store.write { [again] in try $0.outbox.enqueue(again) }
        #expect(!isNew)
        try store.close()
        withExtendedLifetime(place) {}
    }

    /// One mail that waits for its third attempt and one that has gone, as the tables were before the outbox's last two
    /// changes; the people are the house's.
    private static func oldDatabase(with house: BookFixture) async throws -> (TemporaryPlace, String) {
        let place = try TemporaryPlace()
        let path = place.path + "/old.sqlite"
        let old = try SQLiteStore(
            path: path, migrations: Array(Migration.all.prefix { $0.name != Migration.orderedMails.name }))
        let now = Value(BookFixture.monday)
        try await old.write { [anne = house.anne] transaction in
            try transaction.practice.insert(
                Practice(
                    id: "practice", name: "Cabinet du Parc", senderName: "", language: "fr", timeZone: "Europe/Paris"))
            try transaction.accounts.insert(anne)
            try transaction.practitioners.insert(Practitioner(accountID: "anne", roomID: "room"))
            try transaction.rooms.insert(RoomRow(id: "room", practitionerID: "anne", slug: "anne", name: "Anne"))
            try transaction.clients.insert(
                Client(
                    id: "zoe", practiceID: "practice", name: "Zoë", email: "zoe@example.org", language: "fr",
                    timeZone: "Europe/Paris"))
            try transaction.execute(
                """
                insert into appointments (id, practitioner_id, client_id, state, starts_at, length_minutes, time_zone, note,
                uid, sequence, join_token_hash, manage_token_hash, link_revision, created_at)
                values ('a', 'anne', 'zoe', 'confirmed', $1, 30, 'Europe/Paris', '', 'a@example.org', 0, 'j', 'm', 0, $2)
                """, [Value(BookFixture.monday.addingTimeInterval(86_400)), now])
            for (id, kind, state) in [("m1", "confirmed", "queued"), ("m2", "request_received", "accepted")] {
                try transaction.execute(
                    """
                    insert into outbox (id, practice_id, practitioner_id, appointment_id, kind, revision, message_id,
                    recipient, subject, message, state, attempts, next_attempt_at, reply, created_at)
                    values ($1, 'practice', 'anne', 'a', $2, 0, $1 || '@vis.example.org', 'zoe@example.org', 'as it was',
                    $3, $4, 2, $5, '451 later', $5)
                    """, [Value(id), Value(kind), Value(message), Value(state), now])
            }
        }
        try old.close()
        return (place, path)
    }
}
