// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a personal link says about its bearer.
public struct AppointmentPass: Hashable, Sendable {
    public var appointment: AppointmentID
    /// The name in the appointment; shown to the host for a page that has not given one yet.
    public var clientName: String
    /// When the appointment starts, in milliseconds since 1970: only handed on, to pages that were loaded before it was moved.
    public var startsAt: Int
    /// From when to when the bearer may knock (rule 15), the practitioner's margins included. `closes` is exclusive.
    public var opens: ContinuousClock.Instant
    public var closes: ContinuousClock.Instant
    public var isCancelled: Bool
    /// By how many minutes the host has said to be late; 0 when nothing was said. `closes` has it in it already.
    public var delayMinutes: Int

    public init(
        appointment: AppointmentID, clientName: String, startsAt: Int, opens: ContinuousClock.Instant,
        closes: ContinuousClock.Instant, isCancelled: Bool = false, delayMinutes: Int = 0
    ) {
        self.appointment = appointment
        self.clientName = clientName
        self.startsAt = startsAt
        self.opens = opens
        self.closes = closes
        self.isCancelled = isCancelled
        self.delayMinutes = delayMinutes
    }
}
