// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A page load that has had its answer and may not knock again.
public struct SpentTicket: Sendable, Equatable {
    public var ticketID: String
    public var roomID: String
    /// A word of the closed list of outcomes.
    public var outcome: String
    public var expiresAt: Date

    public init(ticketID: String, roomID: String, outcome: String, expiresAt: Date) {
        self.ticketID = ticketID
        self.roomID = roomID
        self.outcome = outcome
        self.expiresAt = expiresAt
    }
}

extension SpentTicket: Record {
    static let table = "spent_tickets"
    static let columns = ["ticket_id", "room_id", "outcome", "expires_at"]

    var values: [Value] { [Value(ticketID), Value(roomID), Value(outcome), Value(expiresAt)] }

    init(row: Row) throws {
        ticketID = try row.text("ticket_id")
        roomID = try row.text("room_id")
        outcome = try row.text("outcome")
        expiresAt = try row.instant("expires_at")
    }
}

public struct SpentTicketTable {
    let transaction: any Transaction

    /// Writes or overwrites the ticket's outcome.
    public func save(_ ticket: SpentTicket) throws {
        try transaction.execute(
            """
            insert into spent_tickets (ticket_id, room_id, outcome, expires_at) values ($1, $2, $3, $4)
            on conflict (ticket_id) do update set outcome = excluded.outcome, expires_at = excluded.expires_at
            """,
            ticket.values)
    }

    public func find(ticketID: String, now: Date) throws -> SpentTicket? {
        try transaction.first(
            SpentTicket.self, "where ticket_id = $1 and expires_at > $2", [Value(ticketID), Value(now)])
    }

    public func list(roomID: String, now: Date) throws -> [SpentTicket] {
        try transaction.all(
            SpentTicket.self, "where room_id = $1 and expires_at > $2 order by ticket_id",
            [Value(roomID), Value(now)])
    }

    /// Every one that still counts.
    public func list(now: Date) throws -> [SpentTicket] {
        try transaction.all(SpentTicket.self, "where expires_at > $1 order by expires_at", [Value(now)])
    }

    public func deleteExpired(now: Date) throws {
        try transaction.execute("delete from spent_tickets where expires_at <= $1", [Value(now)])
    }
}

extension Transaction {
    public var spentTickets: SpentTicketTable { SpentTicketTable(transaction: self) }
}
