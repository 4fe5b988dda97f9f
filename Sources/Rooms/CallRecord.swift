// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An open call as stored.
public struct CallRecord: Hashable, Sendable {
    public var id: CallID
    public var appointment: AppointmentID?
    /// The admission.
    public var started: ContinuousClock.Instant
    /// Both sides have acknowledged media at least once.
    public var wasConnected: Bool
    public var guestVisitor: VisitorID
    public var guestName: String
    public var guest: SeatRecord
    public var hostPage: HostPageID
    public var host: SeatRecord

    public init(
        id: CallID, appointment: AppointmentID?, started: ContinuousClock.Instant, wasConnected: Bool,
        guestVisitor: VisitorID, guestName: String, guest: SeatRecord, hostPage: HostPageID, host: SeatRecord
    ) {
        self.id = id
        self.appointment = appointment
        self.started = started
        self.wasConnected = wasConnected
        self.guestVisitor = guestVisitor
        self.guestName = guestName
        self.guest = guest
        self.hostPage = hostPage
        self.host = host
    }
}
