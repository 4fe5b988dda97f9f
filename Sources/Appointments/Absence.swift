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
    /// The server was off for a time, and saw nobody.
    case unknown

    /// What was before the personal link opened by the clock is no coming: a link may be tried days ahead; nor is a page that is
    /// opened when all is over. Nil where there was a call: the practitioner knows why it is noted as missed.
    public init?(_ attendance: [Attendance], in window: KnockWindow) {
        let events = attendance.filter { $0.at >= window.opens }
        guard !events.contains(where: { $0.event == .connected }) else { return nil }
        if events.contains(where: { $0.event == .admitted }) {
            self = .notConnected
        } else if events.contains(where: { $0.event == .knocked || $0.event == .arrived && $0.at < window.closes }) {
            self = .notOpened
        } else {
            self = events.contains { $0.event == .unseen } ? .unknown : .nobodyCame
        }
    }

    /// Nil of one that is not missed.
    init?(of appointment: Appointment, _ practitioner: Practitioner, in transaction: any Transaction) throws {
        guard appointment.state == .missed else { return nil }
        self.init(
            try transaction.attendance.list(appointmentID: appointment.id),
            in: appointment.knockWindow(of: practitioner))
    }

    /// For how long after the start it is news.
    public static let newsworthy: TimeInterval = 7 * 86_400

    public var clientCame: Bool { self == .notOpened || self == .notConnected }

    /// Something that its practitioner is to read.
    public var isNews: Bool { self != .nobodyCame }
}
