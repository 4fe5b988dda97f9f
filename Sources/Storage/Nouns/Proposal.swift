// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Another time that a practitioner proposes for a request.
public struct Proposal: Sendable, Equatable {
    public var appointmentID: String
    public var startsAt: Date

    public init(appointmentID: String, startsAt: Date) {
        self.appointmentID = appointmentID
        self.startsAt = startsAt
    }
}

extension Proposal: Record {
    static let table = "proposals"
    static let columns = ["appointment_id", "starts_at"]

    var values: [Value] { [Value(appointmentID), Value(startsAt)] }

    init(row: Row) throws {
        appointmentID = try row.text("appointment_id")
        startsAt = try row.instant("starts_at")
    }
}

public struct ProposalTable {
    let transaction: any Transaction

    /// Earliest first.
    public func list(appointmentID: String) throws -> [Proposal] {
        try transaction.all(Proposal.self, "where appointment_id = $1 order by starts_at", [Value(appointmentID)])
    }

    /// Puts these in place of the ones before.
    public func replace(appointmentID: String, _ starts: [Date]) throws {
        try delete(appointmentID: appointmentID)
        for start in starts {
            _ = try transaction.insertIfAbsent(Proposal(appointmentID: appointmentID, startsAt: start))
        }
    }

    public func delete(appointmentID: String) throws {
        try transaction.execute("delete from proposals where appointment_id = $1", [Value(appointmentID)])
    }
}

extension Transaction {
    public var proposals: ProposalTable { ProposalTable(transaction: self) }
}
