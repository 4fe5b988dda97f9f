// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Whether a slot can be taken, from rows read in the transaction that takes it. Never from anything kept.
enum SlotCheck {
    static func refusal(
        start: Date, shape: SlotShape, settings: OfferSettings, now: Date, without own: TakenTimes.Own = .init(),
        in transaction: any Transaction
    ) throws -> SlotRefusal? {
        // The whole day, for its number of appointments; otherwise what touches the slot and its buffers.
        let isCapped = settings.rules.dailyCap != nil
        let margin: TimeInterval = isCapped ? 26 * 3600 : 0
        let taken = try TakenTimes.load(
            practitionerID: settings.host.id,
            from: start.addingTimeInterval(-60 * Double(shape.bufferBefore) - margin),
            to: start.addingTimeInterval(60 * Double(shape.lengthMinutes + shape.bufferAfter) + margin), now: now,
            without: own, countsDays: isCapped, readsFeeds: settings.mayHaveFeeds, in: transaction)
        return settings.availability(taken).refusal(start: start, shape: shape, now: now)
    }

    /// For times that the practitioner chose by hand: only whether something is in the way.
    static func isFree(
        start: Date, shape: SlotShape, practitionerID: String, now: Date, without own: TakenTimes.Own,
        in transaction: any Transaction
    ) throws -> Bool {
        let from = start.addingTimeInterval(-60 * Double(shape.bufferBefore))
        let to = start.addingTimeInterval(60 * Double(shape.lengthMinutes + shape.bufferAfter))
        let taken = try TakenTimes.load(
            practitionerID: practitionerID, from: from, to: to, now: now, without: own, countsDays: false,
            in: transaction)
        return !taken.busy.contains { $0.start < to && $0.end > from }
    }

    /// Up to `count` free slots nearest to `start`, sorted, from rows of the next weeks.
    static func near(
        _ start: Date, shape: SlotShape, settings: OfferSettings, now: Date, count: Int = 5,
        in transaction: any Transaction
    ) throws -> [Date] {
        let first = max(now, start.addingTimeInterval(-7 * 86_400))
        let last = max(start, now).addingTimeInterval(14 * 86_400)
        let taken = try TakenTimes.load(
            practitionerID: settings.host.id, from: first, to: last, now: now, in: transaction)
        let days = ClosedRange(from: first, to: last, in: settings.zone)
        return nearest(settings.availability(taken).slots(shape, days: days, now: now), to: start, count: count)
    }

    static func nearest(_ slots: [Slot], to start: Date, count: Int) -> [Date] {
        slots.map(\.start).filter { $0 != start }
            .sorted { abs($0.timeIntervalSince(start)) < abs($1.timeIntervalSince(start)) }
            .prefix(count).sorted()
    }
}
