// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("Two people can never hold one slot")
struct SlotTests {
    @Test("Of fifty racers on one slot exactly one wins", arguments: Backend.all)
    func race(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let winners = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    // Starts and lengths differ, all overlap.
                    let racer = Samples.appointment("a\(number)", minutes: Double(number % 20), length: 30 + number % 7)
                    do {
                        try await store.write { try $0.appointments.insert(racer) }
                        return true
                    } catch StorageError.slotTaken {
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
        let held = try await store.read { try $0.rows("select id from appointments", []) }
        #expect(held.count == 1)
        withExtendedLifetime(folder) {}
    }

    @Test("Of fifty confirmations of overlapping requests exactly one wins", arguments: Backend.all)
    func confirmationRace(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { transaction in
            for number in 0..<50 {
                try transaction.appointments.insert(Samples.appointment("a\(number)", state: .requested))
            }
        }
        let winners = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let confirmed = Samples.appointment("a\(number)", state: .confirmed)
                    return (try? await store.write { try $0.appointments.update(confirmed, from: .requested) }) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
        withExtendedLifetime(folder) {}
    }

    @Test("Touching appointments, requests and cancelled ones take no slot", arguments: Backend.all)
    func neighbours(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { transaction in
            try transaction.appointments.insert(Samples.appointment("middle"))
            try transaction.appointments.insert(Samples.appointment("before", minutes: -30))
            try transaction.appointments.insert(Samples.appointment("after", minutes: 30))
            try transaction.appointments.insert(Samples.appointment("asked", state: .requested))
            try transaction.appointments.insert(Samples.appointment("gone", state: .cancelled))
        }
        for (minutes, length) in [(0.0, 30), (-5, 6), (29, 60), (-60, 240), (10, 5)] {
            let late = Samples.appointment("late", minutes: minutes, length: length)
            await #expect(throws: StorageError.slotTaken) { try await store.write { try $0.appointments.insert(late) } }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("The database itself refuses an overlap that no verb has checked", arguments: Backend.all)
    func constraint(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { transaction in
            try transaction.appointments.insert(Samples.appointment("held"))
            try transaction.appointments.insert(Samples.appointment("asked", state: .requested, minutes: 10))
        }
        await #expect(throws: StorageError.slotTaken) {
            try await store.write { try $0.execute("update appointments set state = 'confirmed' where id = 'asked'") }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("A change from another state than the present one is refused", arguments: Backend.all)
    func staleChange(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { try $0.appointments.insert(Samples.appointment("a", state: .cancelled)) }
        await #expect(throws: StorageError.notFound) {
            try await store.write { try $0.appointments.update(Samples.appointment("a"), from: .requested) }
        }
        withExtendedLifetime(folder) {}
    }
}
