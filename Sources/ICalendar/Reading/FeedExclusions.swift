// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Which occurrences of an event there are not.
struct FeedExclusions {
    private var instants: Set<Int> = []
    /// On the event's wall, in days since 1970.
    private var days: Set<Int> = []
    private let isOfDays: Bool

    /// What the event leaves out itself (EXDATE).
    init(_ event: FeedEvent) {
        isOfDays = event.start.time.isDate
        for moment in event.exclusions { insert(moment) }
    }

    /// A date stands for what occurs on it; so does any time of it where occurrences are days.
    mutating func insert(_ moment: FeedMoment) {
        if moment.time.isDate || isOfDays { days.insert(moment.day) }
        if !moment.time.isDate { instants.insert(moment.instant) }
    }

    func contains(_ moment: FeedMoment) -> Bool {
        contains(instant: moment.instant, wall: moment.time.wall)
    }

    /// - Parameter wall: what the event's wall shows at the instant.
    func contains(instant: Int, wall: Int) -> Bool {
        instants.contains(instant) || days.contains(FeedMoment.day(wall))
    }
}
