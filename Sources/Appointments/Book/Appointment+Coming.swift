// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

extension Appointment {
    /// Whether something can still come of it: it is not over, or it is a request whose proposed times lie after the requested
    /// one.
    public func isComing(at now: Date) -> Bool {
        switch state {
        case .confirmed: endsAt > now
        case .requested: endsAt > now || awaitsTime(at: now)
        case .declined, .expired, .cancelled, .held, .missed: false
        }
    }

    /// When a request without an answer is over, and until when its client may change it: at its start, where the practitioner
    /// wrote it down.
    public var requestEnds: Date { expiresAt ?? startsAt }

    /// A request whose own time begins no more, but which can still become an appointment.
    private func awaitsTime(at now: Date) -> Bool { expiresAt.map { $0 > now } ?? false }
}
