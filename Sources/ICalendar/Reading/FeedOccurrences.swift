// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The occurrences of one event that nothing else is in place of.
struct FeedOccurrences {
    /// A change of an occurrence and of all that follow it.
    private struct Turn {
        let instant: Int
        /// By which the start moves on the event's wall, in seconds.
        let shift: Int
        let event: FeedEvent
    }

    private let event: FeedEvent
    private let window: FeedWindow
    private let zone: FeedZone
    /// Sorted.
    private let turns: [Turn]
    private let gone: FeedExclusions

    init(_ event: FeedEvent, changes: [Int: FeedEvent], window: FeedWindow) {
        self.event = event
        self.window = window
        let zone = event.start.zone
        self.zone = zone
        turns = changes.filter { $0.value.isForAllThatFollow }.map { instant, change in
            Turn(
                instant: instant, shift: zone.wall(at: change.start.instant) - zone.wall(at: instant), event: change)
        }.sorted { $0.instant < $1.instant }
        var gone = FeedExclusions(event)
        for replaced in changes.values.compactMap(\.replaced) { gone.insert(replaced) }
        self.gone = gone
    }

    func spans(_ meter: FeedMeter) throws(FeedError) -> [FeedSpan] {
        guard event.isBusy || turns.contains(where: \.event.isBusy) else { return [] }
        var spans: [FeedSpan] = []
        var seen: Set<Int> = []
        func add(_ wall: Int, _ instant: Int, _ end: Int?) {
            guard seen.insert(instant).inserted, !gone.contains(instant: instant, wall: wall) else { return }
            let turn = turns.last { $0.instant <= instant }
            guard (turn?.event ?? event).isBusy else { return }
            let start = turn.map { zone.instant(wall: wall + $0.shift) } ?? instant
            let length = (turn?.event ?? event).length
            spans.append(
                FeedSpan(start: start, end: end ?? length.end(wall: wall + (turn?.shift ?? 0), in: zone)))
        }
        for addition in event.additions {
            try meter.step()
            let instant = addition.start.instant
            add(zone.wall(at: instant), instant, addition.end)
        }
        add(event.start.time.wall, event.start.instant, nil)
        let (low, high) = reach
        for rule in event.rules {
            let walls = try rule.occurrences(of: event.start.time, in: zone, from: low, to: high, meter: meter)
            for wall in walls { add(wall, zone.instant(wall: wall), nil) }
        }
        return spans
    }

    /// The times on the event's wall whose occurrences can touch the window, with days to spare for offsets.
    private var reach: (low: Int, high: Int) {
        let longest = ([event] + turns.map(\.event)).map(\.length.longest).max() ?? 0
        let shifts = [0] + turns.map(\.shift)
        return (
            window.from - longest - (shifts.max() ?? 0) - 2 * 86_400, window.to - (shifts.min() ?? 0) + 2 * 86_400
        )
    }
}
