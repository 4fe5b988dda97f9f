// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How long an event and its occurrences last.
struct FeedLength {
    /// On the wall.
    private let days: Int
    /// That pass.
    private let seconds: Int

    /// From DTEND, else from DURATION, else a day for a date and nothing for a time (RFC 5545, 3.6.1). A date's event that would
    /// not reach its end lasts a day.
    init(start: FeedMoment, end: FeedMoment?, duration: FeedDuration?) {
        if let end, end.time.isDate, start.time.isDate {
            (days, seconds) = (max(end.day - start.day, 1), 0)
        } else if let end {
            (days, seconds) = (0, max(end.instant - start.instant, 0))
        } else if let duration {
            let isNothing = duration.days == 0 && duration.seconds == 0
            (days, seconds) = (isNothing && start.time.isDate ? 1 : duration.days, duration.seconds)
        } else {
            (days, seconds) = (start.time.isDate ? 1 : 0, 0)
        }
    }

    /// No occurrence lasts longer, in seconds.
    var longest: Int { (days + 1) * 86_400 + seconds }

    func end(wall: Int, in zone: FeedZone) -> Int {
        (days == 0 ? zone.instant(wall: wall) : zone.instant(wall: wall + days * 86_400)) + seconds
    }
}
