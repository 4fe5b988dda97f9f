// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// Where spans of time stand in the columns of a calendar's days: cut at midnight, overlapping ones side by side.
struct CalendarLayout {
    /// The part of a span that lies in one day.
    struct Piece: Equatable {
        /// Of the span in the list that was laid out.
        var index: Int
        /// Minutes from midnight by the wall clock, in 0 ... 1440. A piece is as tall as it is long: on a day of a clock
        /// change its end may differ from what the clock then says.
        var startMinute: Int
        var endMinute: Int
        /// Which of the side-by-side places it takes, of how many.
        var lane: Int
        var lanes: Int
        /// It began before this day.
        var isContinued: Bool
    }

    /// A shorter piece is laid out as if it lasted this long, so that its words have a place.
    static let leastMinutes = 25

    private let zone: TimeZone
    private let calendar: Calendar

    init(zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.zone = zone
        self.calendar = calendar
    }

    /// The pieces of one day, earliest first.
    func pieces(of spans: [(start: Date, end: Date)], on day: LocalDay) -> [Piece] {
        let (dayStart, dayEnd) = (day.start(in: zone), day.advanced(by: 1).start(in: zone))
        let cut = spans.enumerated().compactMap { index, span -> Piece? in
            guard span.start < dayEnd, span.end > dayStart, span.start < span.end else { return nil }
            let isContinued = span.start < dayStart
            let start = isContinued ? 0 : minute(of: span.start)
            let length = Int(span.end.timeIntervalSince(max(span.start, dayStart)) / 60)
            let end = span.end >= dayEnd ? 1440 : min(1440, start + max(1, length))
            return Piece(
                index: index, startMinute: start, endMinute: end, lane: 0, lanes: 1, isContinued: isContinued)
        }
        return Self.inLanes(cut.sorted { ($0.startMinute, -$0.endMinute) < ($1.startMinute, -$1.endMinute) })
    }

    /// By the wall clock of the zone.
    func minute(of date: Date) -> Int {
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        return (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
    }

    /// Each piece takes the first place that is free; those that overlap, directly or through others, share the width.
    private static func inLanes(_ sorted: [Piece]) -> [Piece] {
        var pieces = sorted
        var group: [Int] = []
        var laneEnds: [Int] = []
        func close() {
            for index in group { pieces[index].lanes = laneEnds.count }
            group = []
            laneEnds = []
        }
        for index in pieces.indices {
            let (start, end) = (pieces[index].startMinute, pieces[index].endMinute)
            if laneEnds.allSatisfy({ $0 <= start }) { close() }
            let lane = laneEnds.firstIndex { $0 <= start } ?? laneEnds.count
            if lane == laneEnds.count { laneEnds.append(0) }
            laneEnds[lane] = max(end, start + leastMinutes)
            pieces[index].lane = lane
            group.append(index)
        }
        close()
        return pieces
    }
}
