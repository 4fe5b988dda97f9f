// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A slot that is kept for somebody who is filling in the form. It names nobody.
public struct SlotHold: Sendable, Equatable {
    /// SHA-256 of the token in the form, in hexadecimal.
    public var tokenHash: String
    public var practitionerID: String
    public var typeID: String
    public var startsAt: Date
    /// With the buffers.
    public var blocksFrom: Date
    public var blocksUntil: Date
    public var expiresAt: Date

    public init(
        tokenHash: String, practitionerID: String, typeID: String, startsAt: Date, blocksFrom: Date,
        blocksUntil: Date, expiresAt: Date
    ) {
        self.tokenHash = tokenHash
        self.practitionerID = practitionerID
        self.typeID = typeID
        self.startsAt = startsAt
        self.blocksFrom = blocksFrom
        self.blocksUntil = blocksUntil
        self.expiresAt = expiresAt
    }
}

extension SlotHold: Record {
    static let table = "slot_holds"
    static let columns = [
        "token_hash", "practitioner_id", "type_id", "starts_at", "blocks_from", "blocks_until", "expires_at",
    ]

    var values: [Value] {
        [
            Value(tokenHash), Value(practitionerID), Value(typeID), Value(startsAt), Value(blocksFrom),
            Value(blocksUntil), Value(expiresAt),
        ]
    }

    init(row: Row) throws {
        tokenHash = try row.text("token_hash")
        practitionerID = try row.text("practitioner_id")
        typeID = try row.text("type_id")
        startsAt = try row.instant("starts_at")
        blocksFrom = try row.instant("blocks_from")
        blocksUntil = try row.instant("blocks_until")
        expiresAt = try row.instant("expires_at")
    }
}

public struct SlotHoldTable {
    let transaction: any Transaction

    /// Nil when it is over.
    public func find(tokenHash: String, now: Date) throws -> SlotHold? {
        try transaction.first(
            SlotHold.self, "where token_hash = $1 and expires_at > $2", [Value(tokenHash), Value(now)])
    }

    /// Those that are not over.
    public func list(practitionerID: String, now: Date) throws -> [SlotHold] {
        try transaction.all(
            SlotHold.self, "where practitioner_id = $1 and expires_at > $2", [Value(practitionerID), Value(now)])
    }

    public func insert(_ hold: SlotHold) throws {
        try transaction.insert(hold)
    }

    public func delete(tokenHash: String) throws {
        try transaction.execute("delete from slot_holds where token_hash = $1", [Value(tokenHash)])
    }

    public func deleteExpired(now: Date) throws {
        try transaction.execute("delete from slot_holds where expires_at <= $1", [Value(now)])
    }
}

extension Transaction {
    public var slotHolds: SlotHoldTable { SlotHoldTable(transaction: self) }
}
