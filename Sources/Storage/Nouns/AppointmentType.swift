// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum TypeVisibility: String, Sendable, CaseIterable {
    /// On the public page.
    case shown
    /// For nobody but the practitioner.
    case hidden
    /// For whoever has the type's own link.
    case byLink = "by_link"
}

/// What can be booked.
public struct AppointmentType: Sendable, Equatable {
    public var id: String
    public var practitionerID: String
    public var name: String
    public var description: String
    /// As text: "60 €", "free".
    public var price: String
    /// A word of a closed list, or `#rrggbb`.
    public var colour: String
    public var lengthMinutes: Int
    /// Minutes that are kept free before it.
    public var bufferBefore: Int
    /// Minutes that are kept free after it.
    public var bufferAfter: Int
    /// Its place in the list.
    public var position: Int
    public var visibility: TypeVisibility
    /// The last part of its own link.
    public var linkKey: String
    /// Booked is confirmed; otherwise the practitioner decides.
    public var confirmsAtOnce: Bool
    /// Since when it is not offered any more. Appointments refer to it, so it is never deleted.
    public var archivedAt: Date?

    public init(
        id: String, practitionerID: String, name: String, description: String = "", price: String = "",
        colour: String = "", lengthMinutes: Int, bufferBefore: Int = 0, bufferAfter: Int = 0, position: Int = 0,
        visibility: TypeVisibility = .shown, linkKey: String, confirmsAtOnce: Bool = false, archivedAt: Date? = nil
    ) {
        self.id = id
        self.practitionerID = practitionerID
        self.name = name
        self.description = description
        self.price = price
        self.colour = colour
        self.lengthMinutes = lengthMinutes
        self.bufferBefore = bufferBefore
        self.bufferAfter = bufferAfter
        self.position = position
        self.visibility = visibility
        self.linkKey = linkKey
        self.confirmsAtOnce = confirmsAtOnce
        self.archivedAt = archivedAt
    }
}

extension AppointmentType: Record {
    static let table = "appointment_types"
    static let columns = [
        "id", "practitioner_id", "name", "description", "price", "colour", "length_minutes", "buffer_before",
        "buffer_after", "position", "visibility", "link_key", "confirms_at_once", "archived_at",
    ]

    var values: [Value] {
        [
            Value(id), Value(practitionerID), Value(name), Value(description), Value(price), Value(colour),
            Value(lengthMinutes), Value(bufferBefore), Value(bufferAfter), Value(position), Value(visibility),
            Value(linkKey), Value(confirmsAtOnce), Value(archivedAt),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        name = try row.text("name")
        description = try row.text("description")
        price = try row.text("price")
        colour = try row.text("colour")
        lengthMinutes = try row.integer("length_minutes")
        bufferBefore = try row.integer("buffer_before")
        bufferAfter = try row.integer("buffer_after")
        position = try row.integer("position")
        visibility = try row.word("visibility")
        linkKey = try row.text("link_key")
        confirmsAtOnce = try row.truth("confirms_at_once")
        archivedAt = try row.optionalInstant("archived_at")
    }
}

public struct AppointmentTypeTable {
    let transaction: any Transaction

    public func find(id: String) throws -> AppointmentType? {
        try transaction.first(AppointmentType.self, "where id = $1", [Value(id)])
    }

    public func find(linkKey: String) throws -> AppointmentType? {
        try transaction.first(AppointmentType.self, "where link_key = $1", [Value(linkKey)])
    }

    /// Those that are not archived, in their order.
    public func list(practitionerID: String) throws -> [AppointmentType] {
        try transaction.all(
            AppointmentType.self, "where practitioner_id = $1 and archived_at is null order by position, id",
            [Value(practitionerID)])
    }

    /// Those that are archived, the latest first.
    public func archived(practitionerID: String, limit: Int) throws -> [AppointmentType] {
        try transaction.all(
            AppointmentType.self,
            "where practitioner_id = $1 and archived_at is not null order by archived_at desc, id limit $2",
            [Value(practitionerID), Value(limit)])
    }

    public func insert(_ type: AppointmentType) throws {
        try transaction.insert(type)
    }

    /// - Throws: ``StorageError/notFound``.
    public func update(_ type: AppointmentType) throws {
        try transaction.update(type)
    }
}

extension Transaction {
    public var appointmentTypes: AppointmentTypeTable { AppointmentTypeTable(transaction: self) }
}
