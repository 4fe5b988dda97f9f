// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Minus busy → slots: of starts in ascending order, those where the shape and its buffers are free. Starts and busy
/// intervals are walked side by side.
struct FreeSlots {
    private(set) var slots: [Slot] = []
    private let length: Int
    private let before: Int
    private let after: Int
    private let busy: BusyTimeline
    /// The first interval that may still be in the way; nil before the first start.
    private var next: Int?

    init(shape: SlotShape, busy: BusyTimeline) {
        length = shape.lengthMinutes * 60
        before = shape.bufferBefore * 60
        after = shape.bufferAfter * 60
        self.busy = busy
    }

    /// - Parameter end: of the opening, which the appointment may not outlast.
    mutating func take(_ starts: [Int], until end: Int) {
        for start in starts {
            guard start + length <= end else { return }
            var index = next ?? busy.firstEnding(after: start - before)
            while index < busy.ends.count, busy.ends[index] <= start - before { index += 1 }
            next = index
            if index < busy.starts.count, busy.starts[index] < start + length + after { continue }
            slots.append(
                Slot(
                    start: Date(timeIntervalSince1970: Double(start)),
                    end: Date(timeIntervalSince1970: Double(start + length))))
        }
    }
}
