// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the caller of a room must do, in this order. A `persist`, `spend` or `record` must be committed before anything that
/// stands behind it in the list is sent; the room puts them in front.
public enum RoomAction: Hashable, Sendable {
    /// Store this in place of what was stored for the room.
    case persist(RoomRecord)
    /// Keep for an hour that this page load has had its answer; hand it back with `VisitorArrival.spent`.
    case spend(VisitorID, Verdict)
    /// Keep a time with an appointment.
    case record(AppointmentID, AttendanceEvent)
    /// Pass signals between these two sockets directly, until `unlink`. Replaces an earlier link of the same call.
    case link(HostPageID, VisitorID, CallID)
    case unlink(CallID)
    case acknowledge(Page, Int)
    case refuse(Page, Int, RefusalReason)
    case send(to: Page, Message)
    /// End the page's socket after what was sent to it. No `…Disconnected` event is expected for it.
    case close(Page, CloseReason)
}
