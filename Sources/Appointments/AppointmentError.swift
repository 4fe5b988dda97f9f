// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Why a use case of appointments refused. What storage throws besides (disk full, locked) passes through as it is.
public enum AppointmentError: Error, Equatable, Sendable {
    /// Not there, or not the caller's to see: the two are not told apart.
    case notFound
    /// Another confirmed appointment of this practitioner overlaps.
    case slotTaken
    /// The slot cannot be booked, or is gone meanwhile. With up to five free ones near it, sorted.
    case slotGone(SlotRefusal, near: [Date])
    /// This address has as many open requests with this practitioner as one may have.
    case tooManyRequests
    /// This address has booked as often with this practitioner as one may within a day.
    case tooManyBookings
    /// A client may cancel and move alone only until this many hours before the start.
    case tooLate(hours: Int)
    /// The appointment was changed since the revision that the caller knows.
    case changedMeanwhile
    /// The appointment is in this state, from which the verb cannot start. Confirming twice says `.confirmed`.
    case wrongState(AppointmentState)
    /// Its time is over, so it can be neither confirmed nor cancelled.
    case over
    /// It has not started, so it can be neither held nor missed.
    case notStarted
    /// Nothing was stored. Every wrong field is named, in the form's order.
    case invalid([InvalidField])
    /// The mail cannot be sent: no mail server is configured.
    case noMailServer
    /// The mail is already waiting to be sent.
    case mailWaiting
}
