// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What one run of the retention erased: counts, and nothing that names anybody.
public struct Erasure: Sendable, Equatable {
    public var ranAt: Date
    public var clients: Int
    public var appointments: Int

    public init(ranAt: Date, clients: Int, appointments: Int) {
        self.ranAt = ranAt
        self.clients = clients
        self.appointments = appointments
    }
}

extension Erasure: Record {
    static let table = "erasures"
    static let columns = ["ran_at", "clients", "appointments"]

    var values: [Value] { [Value(ranAt), Value(clients), Value(appointments)] }

    init(row: Row) throws {
        ranAt = try row.instant("ran_at")
        clients = try row.integer("clients")
        appointments = try row.integer("appointments")
    }
}

public struct ErasureTable {
    let transaction: any Transaction

    /// Latest first.
    public func list(limit: Int = 30) throws -> [Erasure] {
        try transaction.all(Erasure.self, "order by ran_at desc limit $1", [Value(limit)])
    }

    /// Counts of the same instant are added up.
    public func insert(_ erasure: Erasure) throws {
        try transaction.execute(
            """
            insert into erasures (ran_at, clients, appointments) values ($1, $2, $3)
            on conflict (ran_at) do update set clients = erasures.clients + excluded.clients,
            appointments = erasures.appointments + excluded.appointments
            """,
            erasure.values)
    }
}

extension Transaction {
    public var erasures: ErasureTable { ErasureTable(transaction: self) }
}
