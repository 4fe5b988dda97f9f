// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where a practitioner and one client meet. The call that runs in it, if any, is in ``CallTable``.
public struct RoomRow: Sendable, Equatable {
    public var id: String
    public var practitionerID: String
    /// The readable name with its random tail: the room's link.
    public var slug: String
    public var name: String
    /// The fence: a process that holds an older one has lost the room.
    public var epoch: Int
    public var locked: Bool

    public init(id: String, practitionerID: String, slug: String, name: String, epoch: Int = 0, locked: Bool = false) {
        self.id = id
        self.practitionerID = practitionerID
        self.slug = slug
        self.name = name
        self.epoch = epoch
        self.locked = locked
    }
}

extension RoomRow: Record {
    static let table = "rooms"
    static let columns = ["id", "practitioner_id", "slug", "name", "epoch", "locked"]

    var values: [Value] {
        [Value(id), Value(practitionerID), Value(slug), Value(name), Value(epoch), Value(locked)]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        slug = try row.text("slug")
        name = try row.text("name")
        epoch = try row.integer("epoch")
        locked = try row.truth("locked")
    }
}

public struct RoomTable {
    let transaction: any Transaction

    public func find(id: String) throws -> RoomRow? {
        try transaction.first(RoomRow.self, "where id = $1", [Value(id)])
    }

    public func find(slug: String) throws -> RoomRow? {
        try transaction.first(RoomRow.self, "where slug = $1", [Value(slug)])
    }

    public func find(practitionerID: String) throws -> RoomRow? {
        try transaction.first(RoomRow.self, "where practitioner_id = $1", [Value(practitionerID)])
    }

    public func list() throws -> [RoomRow] {
        try transaction.all(RoomRow.self, "order by id")
    }

    /// - Throws: ``StorageError/duplicate`` when the slug is taken.
    public func insert(_ room: RoomRow) throws {
        try transaction.insert(room)
    }

    public func rename(id: String, name: String) throws {
        try change("update rooms set name = $2 where id = $1", [Value(id), Value(name)])
    }

    /// Replaces the room's link; the old one is dead at once.
    /// - Throws: ``StorageError/duplicate`` when the slug is taken.
    public func changeSlug(id: String, to slug: String) throws {
        try change("update rooms set slug = $2 where id = $1", [Value(id), Value(slug)])
    }

    /// Makes the caller the one process that may write the room's state, and returns the new epoch.
    public func takeOver(id: String) throws -> Int {
        let rows = try transaction.rows("update rooms set epoch = epoch + 1 where id = $1 returning epoch", [Value(id)])
        guard let row = rows.first else { throw StorageError.notFound }
        return try row.integer("epoch")
    }

    /// - Throws: ``StorageError/roomLost`` when another process has taken the room over.
    public func setLocked(_ locked: Bool, id: String, epoch: Int) throws {
        let changed = try transaction.execute(
            "update rooms set locked = $3 where id = $1 and epoch = $2", [Value(id), Value(epoch), Value(locked)])
        guard changed == 1 else { throw StorageError.roomLost }
    }

    private func change(_ sql: String, _ values: [Value]) throws {
        guard try transaction.execute(sql, values) == 1 else { throw StorageError.notFound }
    }
}

extension Transaction {
    public var rooms: RoomTable { RoomTable(transaction: self) }
}
