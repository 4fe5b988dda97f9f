// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("What can be booked comes back as it was")
struct BookingNounTests {
    @Test("rules, types, hours and exceptions", arguments: Backend.all)
    func offer(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { transaction throws in
            try transaction.bookingRules.insert(BookingSamples.rules)
            try transaction.appointmentTypes.insert(BookingSamples.type)
            try transaction.weeklyHours.replace(practitionerID: "anne", BookingSamples.hours)
            try transaction.hourExceptions.insert(BookingSamples.exception)
        }
        try await store.read { transaction throws in
            let rules = try #require(try transaction.bookingRules.find(slug: "anne-martin"))
            #expect(rules.revision > 0)
            #expect(try transaction.bookingRules.find(calendarTokenHash: "hash") == rules)
            #expect(try transaction.bookingRules.find(practitionerID: "anne") == rules)
            #expect(try transaction.appointmentTypes.find(linkKey: "key") == BookingSamples.type)
            #expect(try transaction.appointmentTypes.list(practitionerID: "anne") == [BookingSamples.type])
            #expect(try transaction.weeklyHours.list(practitionerID: "anne") == BookingSamples.hours)
            #expect(
                try transaction.hourExceptions.list(practitionerID: "anne", since: "2026-08-15")
                    == [BookingSamples.exception])
            #expect(try transaction.hourExceptions.list(practitionerID: "anne", since: "2026-08-16").isEmpty)
        }
        await #expect(throws: StorageError.duplicate) {
            try await store.write { try $0.bookingRules.insert(BookingSamples.rules) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("what keeps a span busy is what touches it with its buffers", arguments: Backend.all)
    func touching(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        // Half an hour each, a quarter before and ten minutes after; the span is the hour from noon.
        let starts = ["over": -40.0, "after": -39, "long": -1430, "in": 20, "before": 74, "next": 75]
        try await store.write { transaction in
            for (id, minutes) in starts {
                var appointment = Samples.appointment(
                    id, state: .requested, minutes: minutes, length: id == "long" ? 1440 : 30)
                (appointment.bufferBefore, appointment.bufferAfter) = (15, 10)
                try transaction.appointments.insert(appointment)
            }
        }
        let touching = try await store.read { transaction in
            try transaction.appointments.taken(
                practitionerID: "anne", touching: Samples.noon, to: Samples.noon + 3600)
        }
        #expect(Set(touching.map(\.appointmentID)) == ["after", "long", "in", "before"])
        withExtendedLifetime(folder) {}
    }

    @Test(
        "the longest appointment is found from as far as it reaches, whether the rules came before it or after",
        arguments: Backend.all, [true, false])
    func reach(backend: Backend, isFirst: Bool) async throws {
        let (store, folder) = try await backend.make()
        let noon = Samples.noon
        var long = Samples.appointment("long", state: .requested, minutes: -1430, length: 10)
        try await store.write { [long] transaction in
            if isFirst { try transaction.bookingRules.insert(BookingSamples.rules) }
            try transaction.appointments.insert(long)
            if !isFirst { try transaction.bookingRules.insert(BookingSamples.rules) }
        }
        func touching() async throws -> [String] {
            try await store.read { transaction in
                try transaction.appointments.taken(practitionerID: "anne", touching: noon, to: noon + 60)
                    .map(\.appointmentID)
            }
        }
        #expect(try await touching() == [])
        long.lengthMinutes = 1440
        try await store.write { [long] in try $0.appointments.update(long, from: .requested) }
        #expect(try await touching() == ["long"])
        (long.startsAt, long.lengthMinutes, long.bufferBefore) = (noon + 240 * 60, 10, 240)
        try await store.write { [long] in try $0.appointments.update(long, from: .requested) }
        #expect(try await touching() == ["long"])
        withExtendedLifetime(folder) {}
    }

    @Test("whatever changes what can be booked moves the revision on", arguments: Backend.all)
    func revision(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { try $0.bookingRules.insert(BookingSamples.rules) }
        let changes: [(String, @Sendable (any Transaction) throws -> Void)] = [
            ("rules", { try $0.bookingRules.update(BookingSamples.rules) }),
            ("type", { try $0.appointmentTypes.insert(BookingSamples.type) }),
            ("type changed", { try $0.appointmentTypes.update(BookingSamples.type) }),
            ("hours", { try $0.weeklyHours.replace(practitionerID: "anne", BookingSamples.hours) }),
            ("exception", { try $0.hourExceptions.insert(BookingSamples.exception) }),
            ("exception removed", { try $0.hourExceptions.delete(id: "exception") }),
            ("feed", { try $0.busyFeeds.insert(BookingSamples.feed) }),
            (
                "feed read",
                {
                    try $0.busyFeeds.replaceSpans(feedID: "feed", BookingSamples.spans)
                    try $0.busyFeeds.update(BookingSamples.feed)
                }
            ),
            ("feed removed", { try $0.busyFeeds.delete(id: "feed") }),
            ("hold", { try $0.slotHolds.insert(BookingSamples.hold) }),
            ("hold removed", { try $0.slotHolds.delete(tokenHash: "hold") }),
            ("appointment", { try $0.appointments.insert(Samples.appointment("a")) }),
            ("appointment changed", { try $0.appointments.update(Samples.appointment("a"), from: .confirmed) }),
            (
                "zone",
                {
                    var account = Samples.account
                    account.timeZone = "America/New_York"
                    try $0.accounts.update(account)
                }
            ),
        ]
        for (name, change) in changes {
            let before = try await revision(store)
            try await store.write(change)
            if name == "feed" { continue }
            #expect(try await revision(store) > before, "\(name)")
        }
        withExtendedLifetime(folder) {}
    }

    private func revision(_ store: any Store) async throws -> Int {
        try await store.read { try $0.bookingRules.find(practitionerID: "anne")?.revision ?? 0 }
    }

    @Test("feeds, their busy times, holds, proposals and device tests", arguments: Backend.all)
    func times(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let noon = Samples.noon
        try await store.write { transaction throws in
            try transaction.appointmentTypes.insert(BookingSamples.type)
            try transaction.appointments.insert(Samples.appointment("a", state: .requested))
            try transaction.busyFeeds.insert(BookingSamples.feed)
            try transaction.busyFeeds.replaceSpans(feedID: "feed", BookingSamples.spans + BookingSamples.spans)
            try transaction.slotHolds.insert(BookingSamples.hold)
            try transaction.proposals.replace(appointmentID: "a", [noon + 60, noon])
            try transaction.readiness.save(BookingSamples.readiness)
            try transaction.readiness.save(BookingSamples.readiness)
        }
        try await store.read { transaction throws in
            #expect(try transaction.busyFeeds.list(practitionerID: "anne") == [BookingSamples.feed])
            #expect(try transaction.busyFeeds.due(now: noon, limit: 5).isEmpty)
            #expect(try transaction.busyFeeds.nextDue() == noon + 600)
            let spans = try transaction.busyFeeds.spans(practitionerID: "anne", from: noon + 3600, to: noon + 86_401)
            #expect(spans == [BookingSamples.spans[1]])
            #expect(try transaction.slotHolds.find(tokenHash: "hold", now: noon) == BookingSamples.hold)
            #expect(try transaction.slotHolds.list(practitionerID: "anne", now: noon + 300).isEmpty)
            #expect(try transaction.proposals.list(appointmentID: "a").map(\.startsAt) == [noon, noon + 60])
            #expect(try transaction.readiness.find(appointmentIDs: ["a", "b"]) == ["a": BookingSamples.readiness])
        }
        withExtendedLifetime(folder) {}
    }

    @Test("due tasks, wordings, keys, answers, hooks", arguments: Backend.all)
    func work(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let noon = Samples.noon
        try await store.write { transaction throws in
            try transaction.appointments.insert(Samples.appointment("a", state: .requested))
            #expect(try transaction.dueTasks.insert(BookingSamples.task))
            #expect(try !transaction.dueTasks.insert(BookingSamples.task))
            #expect(try transaction.dueTasks.due(now: noon, limit: 5) == [BookingSamples.task])
            #expect(try transaction.dueTasks.take(key: "expire:a"))
            // The end of a request is taken by ending it.
            try transaction.appointments.update(Samples.appointment("a", state: .expired), from: .requested)
            #expect(try !transaction.dueTasks.take(key: "expire:a"))
            try transaction.mailWordings.save(BookingSamples.wording)
            try transaction.mailWordings.save(BookingSamples.wording)
            #expect(try transaction.mailWordings.list(practitionerID: "anne") == [BookingSamples.wording])
            try transaction.apiKeys.insert(BookingSamples.key)
            #expect(try transaction.apiKeys.find(keyHash: "k") == BookingSamples.key)
            let answer = IdempotentAnswer(apiKeyID: "key", key: "x", requestHash: "h", status: 0, createdAt: noon)
            #expect(try transaction.idempotentAnswers.insert(answer))
            #expect(try !transaction.idempotentAnswers.insert(answer))
            try transaction.idempotentAnswers.finish(apiKeyID: "key", key: "x", status: 201, appointmentID: "a")
            #expect(try transaction.idempotentAnswers.find(apiKeyID: "key", key: "x")?.status == 201)
            #expect(try transaction.apiKeys.revoke(id: "key", at: noon))
            #expect(try transaction.apiKeys.find(keyHash: "k") == nil)
            try transaction.webhooks.insert(BookingSamples.webhook)
            try transaction.webhookDeliveries.insert(BookingSamples.delivery)
            let leased = try transaction.webhookDeliveries.lease(now: noon, until: noon + 60, token: "t", limit: 5)
            #expect(leased.map(\.id) == ["delivery"])
            #expect(try transaction.webhookDeliveries.accept(id: "delivery", token: "t", reply: "200", at: noon))
            #expect(try !transaction.webhookDeliveries.accept(id: "delivery", token: "t", reply: "200", at: noon))
        }
        withExtendedLifetime(folder) {}
    }
}
