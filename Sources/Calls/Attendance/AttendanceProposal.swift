// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// What an appointment's times say about it; the practitioner decides.
public enum AttendanceProposal: Sendable, Equatable {
    case held
    case missed

    /// Nil while nothing can be said: it has neither taken place nor is it over.
    /// - Parameter closes: until when the client may knock.
    public init?(_ attendance: [Attendance], closes: Date, now: Date) {
        if attendance.contains(where: { $0.event == .connected }) {
            // A call that runs may still be the wrong one to judge by.
            guard
                attendance.last(where: { $0.event == .connected || $0.event == .ended })?.event == .ended
                    || now >= closes
            else { return nil }
            self = .held
        } else if now >= closes {
            self = .missed
        } else {
            return nil
        }
    }
}

/// The times of an appointment's call, for its page.
public struct AttendanceTimes: Sendable, Equatable {
    public var arrived: Date?
    public var knocked: Date?
    public var admitted: Date?
    public var connected: Date?
    public var ended: Date?
    /// The word of `EndReason`: `hung_up`, `left`, `excluded`, `lapsed`.
    public var reason: String?

    /// The first of each, and the last end.
    public init(_ attendance: [Attendance]) {
        func first(_ event: AttendanceEvent) -> Date? { attendance.first { $0.event == event }?.at }
        arrived = first(.arrived)
        knocked = first(.knocked)
        admitted = first(.admitted)
        connected = first(.connected)
        let last = attendance.last { $0.event == .ended }
        ended = last?.at
        reason = last?.detail
    }
}
