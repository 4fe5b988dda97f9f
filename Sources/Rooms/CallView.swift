// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The running call as the host sees it.
public struct CallView: Hashable, Sendable {
    public var call: CallID
    /// False means "connecting…": not both sides have acknowledged media.
    public var isConnected: Bool
    public var appointment: AppointmentID?
    public var guestName: String
    public var started: ContinuousClock.Instant
    public var guestIsPresent: Bool
    /// While the guest is away: when the seat lapses.
    public var seatDeadline: ContinuousClock.Instant?
    public var guestMedia: MediaState

    public init(
        call: CallID, isConnected: Bool, appointment: AppointmentID?, guestName: String,
        started: ContinuousClock.Instant, guestIsPresent: Bool, seatDeadline: ContinuousClock.Instant?,
        guestMedia: MediaState
    ) {
        self.call = call
        self.isConnected = isConnected
        self.appointment = appointment
        self.guestName = guestName
        self.started = started
        self.guestIsPresent = guestIsPresent
        self.seatDeadline = seatDeadline
        self.guestMedia = guestMedia
    }
}
