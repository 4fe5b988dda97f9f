// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A visitor on a personal link who is here and has not asked, as the host sees them.
public struct ArrivalView: Hashable, Sendable {
    public var visitor: VisitorID
    /// The name given, or the appointment's.
    public var name: String
    public var isReady: Bool
    public var appointment: AppointmentID
    public var devices: Devices?

    public init(
        visitor: VisitorID, name: String, isReady: Bool, appointment: AppointmentID, devices: Devices?
    ) {
        self.visitor = visitor
        self.name = name
        self.isReady = isReady
        self.appointment = appointment
        self.devices = devices
    }
}
