// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing

@Suite("Availability, over random practices on the days when clocks are set")
struct AvailabilityPropertyTests {
    private static let seeds = (0..<36).map { UInt64($0) }

    @Test("offers what minute after minute is found by Foundation's calendar, no more and no less", arguments: seeds)
    func plain(seed: UInt64) throws {
        let scenario = try Scenario(seed: seed)
        let slots = scenario.availability.slots(scenario.shape, days: scenario.days, now: scenario.now)
        #expect(slots.map { Int($0.start.timeIntervalSince1970) } == (try PlainOffer(scenario).starts()), "\(scenario)")
        #expect(slots.allSatisfy { $0.end.timeIntervalSince($0.start) == Double(scenario.shape.lengthMinutes * 60) })
    }

    @Test("no slot overlaps what is busy, its buffers neither (wish 32)", arguments: seeds)
    func busy(seed: UInt64) throws {
        let scenario = try Scenario(seed: seed)
        let shape = scenario.shape
        for slot in scenario.availability.slots(shape, days: scenario.days, now: scenario.now) {
            let from = slot.start.addingTimeInterval(Double(-shape.bufferBefore * 60))
            let to = slot.end.addingTimeInterval(Double(shape.bufferAfter * 60))
            #expect(!scenario.busy.contains { $0.start < to && $0.end > from && $0.start < $0.end }, "\(scenario)")
        }
    }

    @Test("a start is refused exactly when it is not among the slots", arguments: seeds)
    func refusal(seed: UInt64) throws {
        let scenario = try Scenario(seed: seed)
        let availability = scenario.availability
        let starts = Set(
            availability.slots(scenario.shape, days: scenario.days, now: scenario.now).map(\.start))
        for day in scenario.days {
            let first = day.start(in: scenario.zone)
            // Every five minutes of a day's first 20 hours, and half a second off.
            for count in 0..<240 {
                let start = first.addingTimeInterval(Double(count * 300))
                guard scenario.days.contains(LocalDay(start, in: scenario.zone)) else { continue }
                let refusal = availability.refusal(start: start, shape: scenario.shape, now: scenario.now)
                #expect((refusal == nil) == starts.contains(start), "\(scenario), \(start)")
                guard refusal == nil else { continue }
                let off = availability.refusal(
                    start: start.addingTimeInterval(0.5), shape: scenario.shape, now: scenario.now)
                #expect(off != nil)
            }
        }
    }

    @Test("many shapes at once are as each alone, many days as each alone", arguments: seeds.prefix(12))
    func together(seed: UInt64) throws {
        let scenario = try Scenario(seed: seed)
        let shapes = [scenario.shape, SlotShape(lengthMinutes: 15), SlotShape(lengthMinutes: 50, bufferAfter: 10)]
        let availability = scenario.availability
        let all = availability.slots(shapes, days: scenario.days, now: scenario.now)
        for (shape, slots) in zip(shapes, all) {
            #expect(slots == scenario.days.flatMap { availability.slots(shape, days: $0...$0, now: scenario.now) })
        }
    }
}
