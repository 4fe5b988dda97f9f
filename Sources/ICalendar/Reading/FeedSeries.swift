// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// All events with one UID: what recurs, and what is in place of single occurrences.
struct FeedSeries {
    private var masters: [FeedEvent] = []
    /// By the instant of the occurrence that each is in place of.
    private var changes: [Int: FeedEvent] = [:]

    /// Of two versions of one thing the one with the higher SEQUENCE holds.
    mutating func add(_ event: FeedEvent) {
        if let replaced = event.replaced {
            let instant = replaced.instant
            if let known = changes[instant], known.sequence > event.sequence { return }
            changes[instant] = event
        } else if let known = masters.first?.sequence, known != event.sequence {
            if known < event.sequence { masters = [event] }
        } else {
            masters.append(event)
        }
    }

    func spans(in window: FeedWindow, meter: FeedMeter) throws(FeedError) -> [FeedSpan] {
        var spans: [FeedSpan] = []
        let gone = masters.filter { !$0.exclusions.isEmpty }.map { ($0.sequence, FeedExclusions($0)) }
        for change in changes.values where change.isBusy {
            try meter.count()
            // A later version of the series that leaves the occurrence out has taken its change back.
            let isTakenBack = gone.contains { sequence, exclusions in
                sequence > change.sequence && change.replaced.map { exclusions.contains($0) } ?? false
            }
            if isTakenBack { continue }
            let wall = change.start.time.wall
            spans.append(
                FeedSpan(start: change.start.instant, end: change.length.end(wall: wall, in: change.start.zone)))
        }
        for master in masters { spans += try FeedOccurrences(master, changes: changes, window: window).spans(meter) }
        return spans.filter { $0.start < $0.end && window.touches($0) }
    }
}
