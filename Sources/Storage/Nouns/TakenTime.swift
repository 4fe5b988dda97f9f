// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a request or a confirmed appointment keeps busy.
public struct TakenTime: Sendable, Equatable {
    public let appointmentID: String
    public let state: AppointmentState
    public let startsAt: Date
    public let endsAt: Date
    /// With the buffers.
    public let blocksFrom: Date
    public let blocksUntil: Date
    /// Until when a request keeps its slot from others.
    public let holdUntil: Date?

    /// Whether others are kept away at `now`.
    public func blocks(now: Date) -> Bool {
        state == .confirmed || holdUntil.map { $0 > now } == true
    }

    init(row: Row) throws {
        appointmentID = try row.text("id")
        state = try row.word("state")
        startsAt = try row.instant("starts_at")
        endsAt = startsAt.addingTimeInterval(Double(try row.integer("length_minutes")) * 60)
        blocksFrom = startsAt.addingTimeInterval(-60 * Double(try row.integer("buffer_before")))
        blocksUntil = endsAt.addingTimeInterval(60 * Double(try row.integer("buffer_after")))
        holdUntil = try row.optionalInstant("hold_until")
    }
}
