// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Synchronization

/// What can be booked of each practitioner, worked out once for a revision of the tables and a minute.
final class OfferCache: Sendable {
    private let entries = Mutex<[String: Entry]>([:])
    private let most: Int

    struct Entry: Sendable {
        let revision: Int
        /// Minutes since 1970.
        let minute: Int
        let offer: PublicOffer
        let availability: Availability
        /// The whole horizon's, by shape.
        var slots: [SlotShape: [Slot]] = [:]

        /// The whole horizon's slots of one shape.
        func worked(_ shape: SlotShape) -> [Slot] {
            // What can be booked in the whole minute: a slot that is offered is not refused a moment later.
            let now = Date(timeIntervalSince1970: Double(minute + 1) * 60)
            let today = LocalDay(now, in: offer.zone)
            return availability.slots(shape, days: today...today.advanced(by: offer.rules.horizonDays), now: now)
        }
    }

    /// - Parameter most: of the practitioners who are kept.
    init(most: Int = 256) {
        self.most = most
    }

    func find(_ practitionerID: String, revision: Int, minute: Int) -> Entry? {
        entries.withLock { entries in
            guard let entry = entries[practitionerID], entry.revision == revision, entry.minute == minute else {
                return nil
            }
            return entry
        }
    }

    /// An entry that is older than the one kept is not kept.
    func keep(_ entry: Entry, of practitionerID: String) {
        entries.withLock { entries in
            if let kept = entries[practitionerID] {
                guard (kept.revision, kept.minute) <= (entry.revision, entry.minute) else { return }
            } else if entries.count >= most {
                entries.removeAll()
            }
            entries[practitionerID] = entry
        }
    }

    /// The horizon's slots of one shape, worked out at most once for an entry (but for races).
    func slots(_ shape: SlotShape, of entry: Entry) -> [Slot] {
        let id = entry.offer.host.id
        let kept = find(id, revision: entry.revision, minute: entry.minute)?.slots[shape]
        if let kept { return kept }
        let slots = entry.worked(shape)
        entries.withLock { entries in
            guard let current = entries[id], current.revision == entry.revision, current.minute == entry.minute else {
                return
            }
            entries[id]?.slots[shape] = slots
        }
        return slots
    }
}
