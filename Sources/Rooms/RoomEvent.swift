// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What can happen to a room.
public enum RoomEvent: Hashable, Sendable {
    /// Also for a page that is here already: its new socket replaces the old one.
    case visitorConnected(VisitorArrival)
    /// The page's *current* socket has ended. The end of a socket that a newer one replaced is not an event.
    case visitorDisconnected(VisitorID)
    case hostConnected(HostArrival)
    /// As `visitorDisconnected`.
    case hostDisconnected(HostPageID)
    /// `id` is the page's own number for the command; each is acknowledged or refused exactly once.
    case command(from: Page, id: Int, Command)
    /// The other side's media still arrive at this page.
    case flow(from: Page)
    /// The appointment was moved or cancelled. Whoever holds its link and is here gets the new state.
    case appointmentChanged(AppointmentPass)
    case settingsChanged(RoomSettings)
}
