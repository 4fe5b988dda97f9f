// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What one side of a call shows, and what the host has turned off of it.
public struct CallMedia: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    public static let microphone = CallMedia(rawValue: 1)
    public static let camera = CallMedia(rawValue: 2)
    public static let hasCamera = CallMedia(rawValue: 4)
    public static let microphoneBlocked = CallMedia(rawValue: 8)
    public static let cameraBlocked = CallMedia(rawValue: 16)
}

/// What happens in a room from a client's admission to hang-up: what a restarted server needs to go on, then its times.
public struct Call: Sendable, Equatable {
    public var id: String
    public var roomID: String
    /// Nil on the room's link.
    public var appointmentID: String?
    /// The ticket (page load) that was admitted; nil once the call has ended.
    public var guestTicket: String?
    /// The name given on the room's link; nil on a personal link, where ``ClientTable`` knows it, and once the call has ended.
    public var guestName: String?
    /// SHA-256 of the resume tokens, in hexadecimal; nil once the call has ended.
    public var hostResumeHash: String?
    public var guestResumeHash: String?
    /// The random names by which the relay knows both; nil once the call has ended.
    public var hostRelayName: String?
    public var guestRelayName: String?
    /// Until when a dropped participant's seat is kept; nil while they are present.
    public var hostSeatUntil: Date?
    public var guestSeatUntil: Date?
    public var hostMedia: CallMedia
    public var guestMedia: CallMedia
    /// The admission.
    public var startedAt: Date
    /// Both sides acknowledged media.
    public var connectedAt: Date?
    public var endedAt: Date?
    public var endReason: String?

    public init(
        id: String, roomID: String, appointmentID: String? = nil, guestTicket: String? = nil, guestName: String? = nil,
        hostResumeHash: String? = nil, guestResumeHash: String? = nil, hostRelayName: String? = nil,
        guestRelayName: String? = nil, hostSeatUntil: Date? = nil, guestSeatUntil: Date? = nil,
        hostMedia: CallMedia = [], guestMedia: CallMedia = [], startedAt: Date,
        connectedAt: Date? = nil, endedAt: Date? = nil, endReason: String? = nil
    ) {
        self.id = id
        self.roomID = roomID
        self.appointmentID = appointmentID
        self.guestTicket = guestTicket
        self.guestName = guestName
        self.hostResumeHash = hostResumeHash
        self.guestResumeHash = guestResumeHash
        self.hostRelayName = hostRelayName
        self.guestRelayName = guestRelayName
        self.hostSeatUntil = hostSeatUntil
        self.guestSeatUntil = guestSeatUntil
        self.hostMedia = hostMedia
        self.guestMedia = guestMedia
        self.startedAt = startedAt
        self.connectedAt = connectedAt
        self.endedAt = endedAt
        self.endReason = endReason
    }
}

extension Call: Record {
    static let table = "calls"
    static let columns = [
        "id", "room_id", "appointment_id", "guest_ticket", "guest_name", "host_resume_hash", "guest_resume_hash",
        "host_seat_until", "guest_seat_until", "host_media", "guest_media", "started_at", "connected_at", "ended_at",
        "end_reason", "host_relay_name", "guest_relay_name",
    ]

    var values: [Value] {
        [
            Value(id), Value(roomID), Value(appointmentID), Value(guestTicket), Value(guestName),
            Value(hostResumeHash), Value(guestResumeHash), Value(hostSeatUntil), Value(guestSeatUntil),
            Value(hostMedia.rawValue), Value(guestMedia.rawValue), Value(startedAt), Value(connectedAt),
            Value(endedAt), Value(endReason), Value(hostRelayName), Value(guestRelayName),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        roomID = try row.text("room_id")
        appointmentID = try row.optionalText("appointment_id")
        guestTicket = try row.optionalText("guest_ticket")
        guestName = try row.optionalText("guest_name")
        hostResumeHash = try row.optionalText("host_resume_hash")
        guestResumeHash = try row.optionalText("guest_resume_hash")
        hostSeatUntil = try row.optionalInstant("host_seat_until")
        guestSeatUntil = try row.optionalInstant("guest_seat_until")
        hostMedia = CallMedia(rawValue: try row.integer("host_media"))
        guestMedia = CallMedia(rawValue: try row.integer("guest_media"))
        startedAt = try row.instant("started_at")
        connectedAt = try row.optionalInstant("connected_at")
        endedAt = try row.optionalInstant("ended_at")
        endReason = try row.optionalText("end_reason")
        hostRelayName = try row.optionalText("host_relay_name")
        guestRelayName = try row.optionalText("guest_relay_name")
    }
}
