// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What keeps others away: confirmed appointments and requests that hold, with their buffers, held slots, and the busy times
/// of other calendars.
struct TakenTimes: Sendable {
    var busy: [BusyInterval] = []
    /// Starts that the daily cap counts.
    var booked: [Date] = []

    /// Whose own times are not in the way.
    struct Own: Sendable {
        var appointmentID: String?
        /// Of holds' tokens.
        var holdHashes: Set<String> = []
    }

    /// The longest appointment (a day) with the longest buffers.
    private static let reach: TimeInterval = 86_400 + 120 * Double(OfferLimits.buffer.upperBound)

    /// What touches `from ..< to`.
    /// - Parameters:
    ///   - countsDays: whether the daily cap matters, for which also what is over is read.
    ///   - readsFeeds: false when it is known that there are none.
    static func load(
        practitionerID: String, from: Date, to: Date, now: Date, without own: Own = Own(), countsDays: Bool = true,
        readsFeeds: Bool = true, in transaction: any Transaction
    ) throws -> TakenTimes {
        var times = TakenTimes()
        let (first, last) = (from.addingTimeInterval(-reach), to.addingTimeInterval(reach))
        let appointments = transaction.appointments
        let rows =
            countsDays
            ? try appointments.taken(practitionerID: practitionerID, from: first, to: last)
            : try appointments.taken(practitionerID: practitionerID, touching: from, to: to)
        for taken in rows
        where taken.appointmentID != own.appointmentID && taken.blocks(now: now) {
            times.busy.append(BusyInterval(start: taken.blocksFrom, end: taken.blocksUntil))
            times.booked.append(taken.startsAt)
        }
        for hold in try transaction.slotHolds.list(practitionerID: practitionerID, now: now)
        where !own.holdHashes.contains(hold.tokenHash) {
            times.busy.append(BusyInterval(start: hold.blocksFrom, end: hold.blocksUntil))
            times.booked.append(hold.startsAt)
        }
        guard readsFeeds else { return times }
        for span in try transaction.busyFeeds.spans(practitionerID: practitionerID, from: first, to: last) {
            times.busy.append(BusyInterval(start: span.startsAt, end: span.endsAt))
        }
        return times
    }
}
