// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What can be booked of one practitioner: hours → exceptions → minus busy → slots → limits (the steps are in `Steps`).
/// Made once from rows, then asked for any shapes and days.
public struct Availability: Sendable {
    let zone: TimeZone
    let hours: WeeklyHours
    let exceptions: [HoursException]
    let rules: SlotRules
    let busy: BusyTimeline
    /// Starts counted by the daily cap, sorted.
    let booked: [Int]

    /// - Parameters:
    ///   - zone: the practitioner's.
    ///   - exceptions: in the order in which they were made.
    ///   - busy: in any order, overlapping or not.
    ///   - booked: starts of the appointments that the daily cap counts, in any order.
    public init(
        zone: TimeZone, hours: WeeklyHours, exceptions: [HoursException] = [], rules: SlotRules,
        busy: [BusyInterval] = [], booked: [Date] = []
    ) {
        self.zone = zone
        self.hours = hours
        self.exceptions = exceptions
        self.rules = rules
        self.busy = BusyTimeline(busy)
        self.booked = booked.map(\.secondsDown).sorted()
    }

    /// The free slots of days in the practitioner's zone, sorted by start, each once.
    public func slots(_ shape: SlotShape, days: ClosedRange<LocalDay>, now: Date) -> [Slot] {
        slots([shape], days: days, now: now)[0]
    }

    /// The free slots of each shape. Hours and limits, which all shapes share, are worked out once.
    public func slots(_ shapes: [SlotShape], days: ClosedRange<LocalDay>, now: Date) -> [[Slot]] {
        let limits = BookingLimits(rules: rules, now: now, zone: zone)
        let lists = shapes.map { FreeSlots(shape: $0, busy: busy) }
        guard let days = limits.within(days) else { return shapes.map { _ in [] } }
        var walks = lists
        let offsets = OffsetTable(zone: zone, days: days)
        let counts = DayCounts(booked: booked, days: days, offsets: offsets)
        for day in days where limits.refusal(count: counts[day]) == nil {
            for opening in openings(on: day, offsets: offsets) {
                let starts = opening.starts.filter { limits.refusal(start: $0) == nil }
                for index in walks.indices { walks[index].take(starts, until: opening.end) }
            }
        }
        return walks.map(\.slots)
    }

    /// Why a start cannot be booked; nil exactly when `slots` has it.
    public func refusal(start: Date, shape: SlotShape, now: Date) -> SlotRefusal? {
        let limits = BookingLimits(rules: rules, now: now, zone: zone)
        let second = start.secondsDown
        if let refusal = limits.refusal(start: second) { return refusal }
        let day = LocalDay(start, in: zone)
        guard let days = limits.within(day...day) else { return .tooFar }
        let offsets = OffsetTable(zone: zone, days: days)
        let openings = openings(on: day, offsets: offsets)
        let end = second + shape.lengthMinutes * 60
        guard let opening = openings.first(where: { $0.start <= second && end <= $0.end }) else { return .outsideHours }
        guard second == start.secondsUp, opening.starts.contains(second) else { return .offGrid }
        var walk = FreeSlots(shape: shape, busy: busy)
        walk.take([second], until: opening.end)
        if walk.slots.isEmpty { return .busy }
        return limits.refusal(count: DayCounts(booked: booked, days: days, offsets: offsets)[day])
    }

    private func openings(on day: LocalDay, offsets: OffsetTable) -> [Opening] {
        OpenSpans.on(day, hours: hours, exceptions: exceptions).flatMap {
            Opening.of($0, on: day, stepMinutes: rules.stepMinutes, offsets: offsets)
        }
    }
}
