// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@Suite("What must survive of a room")
struct RoomStateTests {
    let call = Call(
        id: "c", roomID: "room", guestTicket: "ticket", guestName: "Max", hostResumeHash: "h", guestResumeHash: "g",
        guestSeatUntil: Samples.noon + 120, hostMedia: [.microphone, .camera, .hasCamera],
        guestMedia: [.microphone, .cameraBlocked], startedAt: Samples.noon)

    @Test("Rule 13: an open call comes back after a restart, and ends once", arguments: Backend.all)
    func openCall(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { [call] transaction throws in
            let epoch = try transaction.rooms.takeOver(id: "room")
            try transaction.calls.save(call, epoch: epoch)
            var later = call
            later.guestSeatUntil = nil
            try transaction.calls.save(later, epoch: epoch)
            try transaction.rooms.setLocked(true, id: "room", epoch: epoch)
            #expect(try transaction.calls.open() == [later])
            #expect(try transaction.rooms.find(id: "room")?.locked == true)
            try transaction.calls.end(id: "c", roomID: "room", at: Samples.noon + 60, reason: "left", epoch: epoch)
            try transaction.calls.end(id: "c", roomID: "room", at: Samples.noon + 90, reason: "lapsed", epoch: epoch)
            let ended = try #require(try transaction.calls.find(id: "c"))
            #expect(ended.endReason == "left")
            #expect(ended.guestName == nil && ended.hostResumeHash == nil && ended.guestResumeHash == nil)
            #expect(try transaction.calls.open(roomID: "room") == nil)
        }
        await #expect(throws: StorageError.notFound) {
            try await store.write { [call] in try $0.calls.save(call, epoch: 1) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("A process with an older epoch can write nothing", arguments: Backend.all)
    func fence(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        let old = try await store.write { try $0.rooms.takeOver(id: "room") }
        let new = try await store.write { try $0.rooms.takeOver(id: "room") }
        #expect(new == old + 1)
        await #expect(throws: StorageError.roomLost) {
            try await store.write { [call] in try $0.calls.save(call, epoch: old) }
        }
        await #expect(throws: StorageError.roomLost) {
            try await store.write { try $0.rooms.setLocked(true, id: "room", epoch: old) }
        }
        withExtendedLifetime(folder) {}
    }

    @Test("Rule 7: a room holds one open call", arguments: Backend.all)
    func oneCall(backend: Backend) async throws {
        let (store, folder) = try await backend.make()
        try await store.write { [call] in try $0.calls.save(call, epoch: 0) }
        var second = call
        second.id = "second"
        await #expect(throws: StorageError.duplicate) {
            try await store.write { [second] in try $0.calls.save(second, epoch: 0) }
        }
        withExtendedLifetime(folder) {}
    }
}
