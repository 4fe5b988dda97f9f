// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// Which appointments a program asks for.
public struct AppointmentPage: Sendable {
    public var from: Date?
    public var to: Date?
    public var state: AppointmentState?
    public var after: AppointmentCursor?
    /// 1 to 200.
    public var limit: Int

    public init(
        from: Date? = nil, to: Date? = nil, state: AppointmentState? = nil, after: AppointmentCursor? = nil, limit: Int
    ) {
        self.from = from
        self.to = to
        self.state = state
        self.after = after
        self.limit = limit
    }
}

/// Where the next page begins: behind this appointment. Programs see it as an opaque word.
public struct AppointmentCursor: Sendable, Equatable {
    let startsAt: Date
    let id: String

    init(_ appointment: Appointment) {
        startsAt = appointment.startsAt
        id = appointment.id
    }

    /// Nil when it is none of ours.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), (0..<253_402_300_800_000).contains(milliseconds),
            parts[1].utf8.count == 32, parts[1].utf8.allSatisfy({ $0 < 0x80 })
        else { return nil }
        startsAt = Date(storedMilliseconds: milliseconds)
        id = String(parts[1])
    }

    public var text: String { "\(startsAt.storedMilliseconds).\(id)" }
}
