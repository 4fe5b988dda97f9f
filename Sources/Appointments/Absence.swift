// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What a missed appointment was, by who was there at the hour. It is read from the attendance, never stored.
public enum Absence: String, Sendable, CaseIterable {
    case nobodyCame = "nobody_came"
    /// The client was there, and nobody let them in.
    case notOpened = "not_opened"
    /// The client was let in, and neither sound nor picture came.
    case notConnected = "not_connected"

    /// What was before the personal link opened by the clock is no coming: a link may be tried days ahead. Nil where there was a
    /// call: the practitioner knows why it is noted as missed.
    public init?(_ attendance: [Attendance], since opens: Date) {
        let events = Set(attendance.filter { $0.at >= opens }.map(\.event))
        guard !events.contains(.connected) else { return nil }
        if events.contains(.admitted) {
            self = .notConnected
        } else {
            self = events.isDisjoint(with: [.arrived, .knocked]) ? .nobodyCame : .notOpened
        }
    }

    /// Nil of one that is not missed.
    init?(of appointment: Appointment, _ practitioner: Practitioner, in transaction: any Transaction) throws {
        guard appointment.state == .missed else { return nil }
        let opens = appointment.startsAt.addingTimeInterval(-60 * Double(practitioner.knockMinutesBefore))
        self.init(try transaction.attendance.list(appointmentID: appointment.id), since: opens)
    }

    /// For how long after the start it is news that a client came in vain.
    public static let newsworthy: TimeInterval = 7 * 86_400

    public var clientCame: Bool { self != .nobodyCame }
}
