// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public struct CallTable {
    let transaction: any Transaction

    /// The call that runs in the room.
    public func open(roomID: String) throws -> Call? {
        try transaction.first(Call.self, "where room_id = $1 and ended_at is null", [Value(roomID)])
    }

    /// Every call that runs: what a starting server takes up again.
    public func open() throws -> [Call] {
        try transaction.all(Call.self, "where ended_at is null order by started_at")
    }

    public func find(id: String) throws -> Call? {
        try transaction.first(Call.self, "where id = $1", [Value(id)])
    }

    /// An appointment's calls, earliest first.
    public func list(appointmentID: String) throws -> [Call] {
        try transaction.all(
            Call.self, "where appointment_id = $1 order by started_at, id", [Value(appointmentID)])
    }

    /// Inserts or overwrites an open call.
    /// - Throws: ``StorageError/roomLost`` when another process has taken the room over, ``StorageError/duplicate`` when another
    ///   call runs in the room, ``StorageError/notFound`` when this one has ended.
    public func save(_ call: Call, epoch: Int) throws {
        try hold(roomID: call.roomID, epoch: epoch)
        if try transaction.insertIfAbsent(id: call) { return }
        try transaction.update(call, and: "and ended_at is null")
    }

    /// Ends the call and forgets what only a running call needs. Ending twice changes nothing.
    /// - Throws: ``StorageError/roomLost`` when another process has taken the room over.
    public func end(id: String, roomID: String, at instant: Date, reason: String, epoch: Int) throws {
        try hold(roomID: roomID, epoch: epoch)
        try transaction.execute(
            """
            update calls set ended_at = $2, end_reason = $3, guest_ticket = null, guest_name = null,
            host_resume_hash = null, guest_resume_hash = null, host_seat_until = null, guest_seat_until = null,
            host_relay_name = null, guest_relay_name = null
            where id = $1 and ended_at is null
            """,
            [Value(id), Value(instant), Value(reason)])
    }

    private func hold(roomID: String, epoch: Int) throws {
        let held = try transaction.rows(
            "select id from rooms where id = $1 and epoch = $2", [Value(roomID), Value(epoch)])
        guard !held.isEmpty else { throw StorageError.roomLost }
    }
}

extension Transaction {
    fileprivate func insertIfAbsent(id call: Call) throws -> Bool {
        guard try rows("select id from calls where id = $1", [Value(call.id)]).isEmpty else { return false }
        try insert(call)
        return true
    }

    public var calls: CallTable { CallTable(transaction: self) }
}
