// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The rows of a day's column, each five minutes tall, and the classes that put things there. Pages carry no style of
/// their own (the policy forbids it), so where something stands is said by a class of one style sheet that never changes.
struct CalendarGrid: Sendable, Equatable {
    static let minutesPerRow = 5
    static let mostLanes = 6

    /// The first and the end of the last minute shown, both whole hours.
    let from: Int
    let to: Int

    /// Shows all of these minutes and an hour around, and never less than from 8 to 18 h.
    init(covering minutes: [(start: Int, end: Int)]) {
        let first = (minutes.map(\.start) + [540]).min() ?? 540
        let last = (minutes.map(\.end) + [1020]).max() ?? 1020
        from = max(0, (first - 60) / 60 * 60)
        to = min(1440, (last + 119) / 60 * 60)
    }

    /// The hours that have a line and a number.
    var hours: [Int] { Array(stride(from: from, to: to, by: 60)) }

    /// The classes of something that lasts from one minute to another; nil when it is outside of what is shown.
    func classes(_ start: Int, _ end: Int) -> String? {
        let (start, end) = (max(start, from), min(end, to))
        guard start < end else { return nil }
        let row = (start - from) / Self.minutesPerRow
        let rows = max(1, (end - from + Self.minutesPerRow - 1) / Self.minutesPerRow - row)
        return "row-\(row) rows-\(rows)"
    }

    /// The class of a place side by side with others; what has no place of its own any more lies over the last one.
    static func lane(_ lane: Int, of lanes: Int) -> String {
        lanes <= 1 ? "" : "lane-\(min(lane, mostLanes - 1))-\(min(lanes, mostLanes))"
    }

    /// The style sheet with all these classes.
    static let styles: String = {
        let rows = 1440 / minutesPerRow
        let starts = (0..<rows).map { ".row-\($0){grid-row-start:\($0 + 1)}" }
        let lengths = (1...rows).map { ".rows-\($0){grid-row-end:span \($0)}" }
        let lanes = (2...mostLanes).flatMap { lanes in
            (0..<lanes).map { lane in
                let (left, width) = (percent(lane, lanes), percent(1, lanes))
                return ".lane-\(lane)-\(lanes){margin-inline-start:\(left);inline-size:\(width)}"
            }
        }
        return (starts + lengths + lanes).joined(separator: "\n")
    }()

    private static func percent(_ part: Int, _ whole: Int) -> String {
        let hundredths = part * 10_000 / whole
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
    }
}
