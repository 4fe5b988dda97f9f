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
        let path = folder.file("visavis.sqlite")
        let old = try SQLiteStore(path: path, migrations: [.firstTables])
        try await old.write { transaction in
            try transaction.practice.insert(Samples.practice)
            try transaction.accounts.insert(Samples.account)
            _ = try transaction.execute(
                """
                insert into practitioners values ('anne', 'room', 1, 0, 0, 1, null, null, 15, 30)
                """, [])
            try transaction.rooms.insert(Samples.room)
        }
        try old.close()
        let new = try SQLiteStore(path: path)
        let practitioner = try await new.read { try $0.practitioners.find(accountID: "anne") }
        #expect(practitioner == Practitioner(accountID: "anne", roomID: "room", relayOnly: false))
    }
}
