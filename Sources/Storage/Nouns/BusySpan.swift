// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A time at which another calendar of the practitioner's says busy; nothing else of the event is kept.
public struct BusySpan: Sendable, Equatable {
    public var feedID: String
    public var startsAt: Date
    public var endsAt: Date

    public init(feedID: String, startsAt: Date, endsAt: Date) {
        self.feedID = feedID
        self.startsAt = startsAt
        self.endsAt = endsAt
    }
}

extension BusySpan: Record {
    static let table = "busy_spans"
    static let columns = ["feed_id", "starts_at", "ends_at"]

    var values: [Value] { [Value(feedID), Value(startsAt), Value(endsAt)] }

    init(row: Row) throws {
        feedID = try row.text("feed_id")
        startsAt = try row.instant("starts_at")
        endsAt = try row.instant("ends_at")
    }
}
