// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A knock as the host sees it.
public struct KnockView: Hashable, Sendable {
    public var knock: KnockID
    public var visitor: VisitorID
    public var name: String
    public var since: ContinuousClock.Instant
    /// Nil while a personal link's knock waits for the seat.
    public var deadline: ContinuousClock.Instant?
    /// It was asked to wait, by the host or by itself.
    public var isWaiting: Bool
    public var text: String?
    public var appointment: AppointmentID?
    /// The running call's own client, on another page: admitting replaces the seat.
    public var isAnotherDevice: Bool
    public var isRoomLink: Bool
    /// Nil when the page knocked without ever saying that it is ready.
    public var devices: Devices?

    public init(
        knock: KnockID, visitor: VisitorID, name: String, since: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant?, isWaiting: Bool, text: String?, appointment: AppointmentID?,
        isAnotherDevice: Bool, isRoomLink: Bool, devices: Devices?
    ) {
        self.knock = knock
        self.visitor = visitor
        self.name = name
        self.since = since
        self.deadline = deadline
        self.isWaiting = isWaiting
        self.text = text
        self.appointment = appointment
        self.isAnotherDevice = isAnotherDevice
        self.isRoomLink = isRoomLink
        self.devices = devices
    }
}
