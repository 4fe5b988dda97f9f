// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// All that is busy, merged once: sorted, apart from each other. Instants are whole seconds since 1970, a part of a second
/// counts as busy.
struct BusyTimeline: Sendable, Equatable {
    let starts: [Int]
    let ends: [Int]

    init(_ intervals: [BusyInterval]) {
        let sorted = intervals.map { (start: $0.start.secondsDown, end: $0.end.secondsUp) }
            .filter { $0.start < $0.end }.sorted { $0.start < $1.start }
        var (starts, ends): ([Int], [Int]) = ([], [])
        for interval in sorted {
            if let last = ends.last, interval.start <= last {
                ends[ends.count - 1] = max(last, interval.end)
            } else {
                starts.append(interval.start)
                ends.append(interval.end)
            }
        }
        (self.starts, self.ends) = (starts, ends)
    }

    /// The index of the first interval that ends after an instant.
    func firstEnding(after instant: Int) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
