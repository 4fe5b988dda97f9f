// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Scheduling

@Suite("Step: minus busy")
struct BusyTests {
    private func busy(_ start: Double, _ end: Double) -> BusyInterval {
        BusyInterval(start: Date(timeIntervalSince1970: start), end: Date(timeIntervalSince1970: end))
    }

    private func free(_ shape: SlotShape, _ intervals: [BusyInterval], _ starts: [Int], until end: Int) -> [Int] {
        var walk = FreeSlots(shape: shape, busy: BusyTimeline(intervals))
        walk.take(starts, until: end)
        return walk.slots.map { Int($0.start.timeIntervalSince1970) }
    }

    @Test("what overlaps or touches is merged, in any order, and a part of a second counts")
    func merged() {
        let line = BusyTimeline([busy(300, 400), busy(100, 200), busy(150.5, 250.2), busy(251, 300), busy(600, 601)])
        #expect(line.starts == [100, 600])
        #expect(line.ends == [400, 601])
        #expect(BusyTimeline([busy(5, 5), busy(9, 3)]) == BusyTimeline([]))
        #expect([99, 100, 399, 400, 601].map { line.firstEnding(after: $0) } == [0, 0, 0, 1, 2])
    }

    @Test("a slot may begin where something ends and end where something begins")
    func edges() {
        let around = [busy(0, 600), busy(1200, 1800)]
        #expect(free(SlotShape(lengthMinutes: 10), around, [0, 300, 600, 900, 1800], until: 9000) == [600, 1800])
    }

    @Test("its buffers must be free too")
    func buffers() {
        let shape = SlotShape(lengthMinutes: 10, bufferBefore: 5, bufferAfter: 10)
        let around = [busy(0, 600), busy(2400, 3000)]
        #expect(free(shape, around, [600, 840, 900, 1200, 1260, 3240, 3300], until: 9000) == [900, 1200, 3300])
    }

    @Test("it ends with its opening, buffers may reach over")
    func opening() {
        let shape = SlotShape(lengthMinutes: 10, bufferBefore: 60, bufferAfter: 60)
        #expect(free(shape, [], [0, 600, 660], until: 1200) == [0, 600])
    }
}
