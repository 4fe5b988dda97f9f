// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How many appointments start on each of some days, by the wall calendar.
struct DayCounts {
    private let first: LocalDay
    private var counts: [Int]

    /// - Parameter booked: sorted.
    init(booked: [Int], days: ClosedRange<LocalDay>, offsets: OffsetTable) {
        first = days.lowerBound
        counts = Array(repeating: 0, count: days.count)
        // From the table's start: it reaches over the days at both ends, and beyond its end no day is found.
        let start = offsets.pieces.first?.start ?? 0
        for instant in booked[booked.partitioningIndex { $0 >= start }...] {
            guard let day = offsets.day(at: instant) else { break }
            if days.contains(day) { counts[first.distance(to: day)] += 1 }
        }
    }

    /// The day must be one of those counted.
    subscript(day: LocalDay) -> Int { counts[first.distance(to: day)] }
}

extension [Int] {
    /// The first index from which on a condition holds, in an array sorted by it.
    fileprivate func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
