// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How the last call ended.
public struct EndedCall: Hashable, Sendable {
    public var reason: EndReason
    public var at: ContinuousClock.Instant
    public var appointment: AppointmentID?

    public init(reason: EndReason, at: ContinuousClock.Instant, appointment: AppointmentID?) {
        self.reason = reason
        self.at = at
        self.appointment = appointment
    }
}
