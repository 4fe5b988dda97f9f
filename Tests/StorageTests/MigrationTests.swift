// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Storage

@Suite("Migrations")
struct MigrationTests {
    @Test("A practitioner of a database without relays has them used where they are needed")
    func relayOnly() async throws {
        let folder = try TemporaryFolder()
        let path = try await Self.oldDatabase(in: folder)
        let new = try SQLiteStore(path: path)
        let practitioner = try await new.read { try $0.practitioners.find(accountID: "anne") }
        #expect(practitioner == Practitioner(accountID: "anne", roomID: "room", relayOnly: false))
    }

    @Test("Appointments of a database without booking are as they were, and need nothing")
    func booking() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: try await Self.oldDatabase(in: folder))
        try await store.read { transaction throws in
            #expect(try transaction.practice.find() == Samples.practice)
            #expect(try transaction.appointments.find(id: "a") == Samples.appointment("a"))
            #expect(try transaction.bookingRules.find(practitionerID: "anne") == nil)
        }
        let longer = Samples.appointment("b", minutes: 10_000, length: 1441)
        await #expect(throws: StorageError.self) { try await store.write { try $0.appointments.insert(longer) } }
    }

    @Test("The longest appointment of a database that did not note it keeps its neighbours away")
    func reach() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("visavis.sqlite")
        let old = try SQLiteStore(
            path: path, migrations: Array(Migration.all.prefix { $0.name != Migration.settingsRevision.name }))
        try await Samples.fill(old)
        try await old.write { transaction in
            try transaction.bookingRules.insert(BookingSamples.rules)
            try transaction.appointments.insert(Samples.appointment("long", minutes: -1430, length: 1440))
        }
        try old.close()
        let new = try SQLiteStore(path: path)
        let touching = try await new.read { transaction in
            try transaction.appointments.taken(
                practitionerID: "anne", touching: Samples.noon, to: Samples.noon + 60)
        }
        #expect(touching.map(\.appointmentID) == ["long"])
    }

    @Test("The times of an appointment stay as they were, and a refusal can be among them")
    func refusals() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("visavis.sqlite")
        let old = try SQLiteStore(
            path: path, migrations: Array(Migration.all.prefix { $0.name != Migration.refusals.name }))
        try await Samples.fill(old)
        let times = [AttendanceEvent.arrived, .knocked, .ended].map { event in
            Attendance(
                appointmentID: "a", event: event, at: Samples.noon, detail: event == .ended ? "left" : nil)
        }
        let refusal = Attendance(appointmentID: "a", event: .refused, at: Samples.noon)
        try await old.write { transaction in
            try transaction.appointments.insert(Samples.appointment("a"))
            for time in times { try transaction.attendance.insert(time) }
        }
        await #expect(throws: StorageError.self) { try await old.write { try $0.attendance.insert(refusal) } }
        try old.close()
        let new = try SQLiteStore(path: path)
        try await new.write { try $0.attendance.insert(refusal) }
        #expect(try await new.read { try $0.attendance.list(appointmentID: "a") } == times + [refusal])
    }

    /// As the first version of the program left it.
    private static func oldDatabase(in folder: TemporaryFolder) async throws -> String {
        let path = folder.file("visavis.sqlite")
        let old = try SQLiteStore(path: path, migrations: [.firstTables])
        try await old.write { transaction in
            try transaction.execute(
                "insert into practices values ('practice', 'Cabinet du Parc', '', 'Cabinet du Parc', '', '', '', '', $1, $2)",
                ["fr", "Europe/Paris"])
            try transaction.accounts.insert(Samples.account)
            try transaction.execute(
                "insert into practitioners values ('anne', 'room', 1, 0, 0, 1, null, null, 15, 30)")
            try transaction.rooms.insert(Samples.room)
            try transaction.clients.insert(Samples.client)
            let noon = Value(Samples.noon)
            try transaction.execute(
                """
                insert into appointments values ('a', 'anne', 'zoe', 'confirmed', $1, 30, 'Europe/Paris', '',
                'a@example.org', 0, 'join-a', 'manage-a', 0, $1, null)
                """, [noon])
        }
        try old.close()
        return path
    }
}
