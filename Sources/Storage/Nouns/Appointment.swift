// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum AppointmentState: String, Sendable, CaseIterable {
    case requested
    case confirmed
    case declined
    case expired
    case cancelled
    case held
    case missed
}

/// Where an appointment came from.
public enum AppointmentOrigin: String, Sendable, CaseIterable {
    /// Written down by the practitioner.
    case desk
    /// The public booking page.
    case page
    /// A program with a key.
    case api
}

/// What the clocks showed at an appointment's start by the rules of when it was agreed: seconds east of Greenwich in the
/// appointment's zone and in the client's.
public struct AgreedOffsets: Sendable, Equatable {
    public var host: Int
    public var client: Int

    public init(host: Int, client: Int) {
        self.host = host
        self.client = client
    }
}

/// The booked event. Being moved is no state: the start changes and ``sequence`` grows.
public struct Appointment: Sendable, Equatable {
    public var id: String
    /// The practitioner's account.
    public var practitionerID: String
    public var clientID: String
    public var state: AppointmentState
    public var startsAt: Date
    public var lengthMinutes: Int
    /// The IANA zone that the hour was agreed in.
    public var timeZone: String
    /// For organising; no health data.
    public var note: String
    /// RFC 5545, 3.8.4.7.
    public var uid: String
    /// RFC 5545, 3.8.7.4.
    public var sequence: Int
    /// SHA-256 of the join link's token, in hexadecimal.
    public var joinTokenHash: String
    /// SHA-256 of the manage link's token, in hexadecimal.
    public var manageTokenHash: String
    /// Grows when new links replace the old ones.
    public var linkRevision: Int
    public var createdAt: Date
    public var confirmedAt: Date?
    /// The type that was booked; nil for one written down by hand.
    public var typeID: String?
    /// The type's name when it was booked; may be empty.
    public var typeName: String
    /// Minutes that are kept free before it, as they were when it was booked.
    public var bufferBefore: Int
    /// Minutes that are kept free after it.
    public var bufferAfter: Int
    /// Until when a request keeps its slot from others; nil when it does not.
    public var holdUntil: Date?
    /// When a request that nobody answered is over.
    public var expiresAt: Date?
    public var origin: AppointmentOrigin
    /// The words of who declined, cancelled or proposed last; may be empty.
    public var reason: String
    /// How late the practitioner said to be.
    public var delayMinutes: Int
    /// Grows with every change.
    public var revision: Int
    /// Nil until the first daily check of an appointment from before they were kept.
    public var agreed: AgreedOffsets?

    public var endsAt: Date { startsAt.addingTimeInterval(Double(lengthMinutes) * 60) }

    public init(
        id: String, practitionerID: String, clientID: String, state: AppointmentState, startsAt: Date,
        lengthMinutes: Int, timeZone: String, note: String = "", uid: String, sequence: Int = 0,
        joinTokenHash: String, manageTokenHash: String, linkRevision: Int = 0, createdAt: Date,
        confirmedAt: Date? = nil, typeID: String? = nil, typeName: String = "", bufferBefore: Int = 0,
        bufferAfter: Int = 0, holdUntil: Date? = nil, expiresAt: Date? = nil, origin: AppointmentOrigin = .desk,
        reason: String = "", delayMinutes: Int = 0, revision: Int = 0, agreed: AgreedOffsets? = nil
    ) {
        self.id = id
        self.practitionerID = practitionerID
        self.clientID = clientID
        self.state = state
        self.startsAt = startsAt
        self.lengthMinutes = lengthMinutes
        self.timeZone = timeZone
        self.note = note
        self.uid = uid
        self.sequence = sequence
        self.joinTokenHash = joinTokenHash
        self.manageTokenHash = manageTokenHash
        self.linkRevision = linkRevision
        self.createdAt = createdAt
        self.confirmedAt = confirmedAt
        self.typeID = typeID
        self.typeName = typeName
        self.bufferBefore = bufferBefore
        self.bufferAfter = bufferAfter
        self.holdUntil = holdUntil
        self.expiresAt = expiresAt
        self.origin = origin
        self.reason = reason
        self.delayMinutes = delayMinutes
        self.revision = revision
        self.agreed = agreed
    }
}

extension Appointment: Record {
    static let table = "appointments"
    static let columns = [
        "id", "practitioner_id", "client_id", "state", "starts_at", "length_minutes", "time_zone", "note", "uid",
        "sequence", "join_token_hash", "manage_token_hash", "link_revision", "created_at", "confirmed_at",
        "type_id", "type_name", "buffer_before", "buffer_after", "hold_until", "expires_at", "origin", "reason",
        "delay_minutes", "revision", "host_offset", "client_offset",
    ]

    var values: [Value] {
        [
            Value(id), Value(practitionerID), Value(clientID), Value(state), Value(startsAt), Value(lengthMinutes),
            Value(timeZone), Value(note), Value(uid), Value(sequence), Value(joinTokenHash), Value(manageTokenHash),
            Value(linkRevision), Value(createdAt), Value(confirmedAt), Value(typeID), Value(typeName),
            Value(bufferBefore),
            Value(bufferAfter), Value(holdUntil), Value(expiresAt), Value(origin), Value(reason),
            Value(delayMinutes), Value(revision), Value(agreed?.host), Value(agreed?.client),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        clientID = try row.text("client_id")
        state = try row.word("state")
        startsAt = try row.instant("starts_at")
        lengthMinutes = try row.integer("length_minutes")
        timeZone = try row.text("time_zone")
        note = try row.text("note")
        uid = try row.text("uid")
        sequence = try row.integer("sequence")
        joinTokenHash = try row.text("join_token_hash")
        manageTokenHash = try row.text("manage_token_hash")
        linkRevision = try row.integer("link_revision")
        createdAt = try row.instant("created_at")
        confirmedAt = try row.optionalInstant("confirmed_at")
        typeID = try row.optionalText("type_id")
        typeName = try row.text("type_name")
        bufferBefore = try row.integer("buffer_before")
        bufferAfter = try row.integer("buffer_after")
        holdUntil = try row.optionalInstant("hold_until")
        expiresAt = try row.optionalInstant("expires_at")
        origin = try row.word("origin")
        reason = try row.text("reason")
        delayMinutes = try row.integer("delay_minutes")
        revision = try row.integer("revision")
        if let host = try row.optionalInteger("host_offset"), let client = try row.optionalInteger("client_offset") {
            agreed = AgreedOffsets(host: host, client: client)
        }
    }
}
