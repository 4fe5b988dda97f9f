// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("The revision of what people set")
struct SettingsRevisionTests {
    typealias Change = @Sendable (any Transaction) throws -> Void

    @Test("whatever people set around a practitioner moves it on, once or more", arguments: Backend.all)
    func changes(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { try $0.bookingRules.insert(BookingSamples.rules) }
        let changes: [(String, Change)] = [
            ("rules", { try $0.bookingRules.update(BookingSamples.rules) }),
            ("type", { try $0.appointmentTypes.insert(BookingSamples.type) }),
            ("type changed", { try $0.appointmentTypes.update(BookingSamples.type) }),
            ("hours", { try $0.weeklyHours.replace(practitionerID: "anne", BookingSamples.hours) }),
            ("hours removed", { try $0.weeklyHours.replace(practitionerID: "anne", []) }),
            ("exception", { try $0.hourExceptions.insert(BookingSamples.exception) }),
            ("exception changed", { try $0.hourExceptions.update(BookingSamples.exception) }),
            ("exception removed", { try $0.hourExceptions.delete(id: "exception") }),
            ("feed", { try $0.busyFeeds.insert(BookingSamples.feed) }),
            ("feed removed", { try $0.busyFeeds.delete(id: "feed") }),
            ("hook", { try $0.webhooks.insert(BookingSamples.webhook) }),
            ("hook removed", { try $0.webhooks.delete(id: "hook") }),
            ("key", { try $0.apiKeys.insert(BookingSamples.key) }),
            ("key revoked", { try $0.apiKeys.revoke(id: "key", at: Samples.noon) }),
            ("account", { try $0.accounts.update(Samples.account) }),
            ("practitioner", { try $0.practitioners.update(Samples.practitioner) }),
            ("room", { try $0.rooms.rename(id: "room", name: "Salle") }),
            ("link of the room", { try $0.rooms.changeSlug(id: "room", to: "anne-other") }),
            ("practice", { try $0.practice.update(Samples.practice) }),
        ]
        for (name, change) in changes {
            let before = try await revision(store)
            try await store.write(change)
            #expect(try await revision(store) > before, "\(name)")
        }
        withExtendedLifetime(folder) {}
    }

    @Test("what is booked, held or used leaves it as it is", arguments: Backend.all)
    func bookings(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { transaction in
            try transaction.bookingRules.insert(BookingSamples.rules)
            try transaction.appointmentTypes.insert(BookingSamples.type)
            try transaction.apiKeys.insert(BookingSamples.key)
        }
        let before = try await revision(store)
        try await store.write { transaction in
            try transaction.appointments.insert(Samples.appointment("a"))
            try transaction.appointments.update(Samples.appointment("a"), from: .confirmed)
            try transaction.slotHolds.insert(BookingSamples.hold)
            try transaction.slotHolds.delete(tokenHash: "hold")
            try transaction.apiKeys.use(id: "key", at: Samples.noon)
        }
        #expect(try await revision(store) == before)
        withExtendedLifetime(folder) {}
    }

    private func revision(_ store: any Store) async throws -> Int {
        try #require(try await store.read { try $0.bookingRules.settingsRevision(practitionerID: "anne") })
    }
}
