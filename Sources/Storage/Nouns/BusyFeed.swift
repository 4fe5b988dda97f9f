// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Another calendar of the practitioner's, read from a secret address.
public struct BusyFeed: Sendable, Equatable {
    public var id: String
    public var practitionerID: String
    public var name: String
    /// A secret of the practitioner's.
    public var url: String
    /// RFC 9110, 8.8.3.
    public var etag: String?
    public var lastModified: String?
    /// When it was last read, or found unchanged: its age.
    public var fetchedAt: Date?
    public var triedAt: Date?
    public var nextTryAt: Date
    /// Why the last try failed, a word of a closed list; nil when it did not.
    public var failure: String?
    /// How many busy times it gave.
    public var events: Int
    public var createdAt: Date

    public init(
        id: String, practitionerID: String, name: String, url: String, etag: String? = nil,
        lastModified: String? = nil, fetchedAt: Date? = nil, triedAt: Date? = nil, nextTryAt: Date,
        failure: String? = nil, events: Int = 0, createdAt: Date
    ) {
        self.id = id
        self.practitionerID = practitionerID
        self.name = name
        self.url = url
        self.etag = etag
        self.lastModified = lastModified
        self.fetchedAt = fetchedAt
        self.triedAt = triedAt
        self.nextTryAt = nextTryAt
        self.failure = failure
        self.events = events
        self.createdAt = createdAt
    }
}

extension BusyFeed: Record {
    static let table = "busy_feeds"
    static let columns = [
        "id", "practitioner_id", "name", "url", "etag", "last_modified", "fetched_at", "tried_at", "next_try_at",
        "failure", "events", "created_at",
    ]

    var values: [Value] {
        [
            Value(id), Value(practitionerID), Value(name), Value(url), Value(etag), Value(lastModified),
            Value(fetchedAt), Value(triedAt), Value(nextTryAt), Value(failure), Value(events), Value(createdAt),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        name = try row.text("name")
        url = try row.text("url")
        etag = try row.optionalText("etag")
        lastModified = try row.optionalText("last_modified")
        fetchedAt = try row.optionalInstant("fetched_at")
        triedAt = try row.optionalInstant("tried_at")
        nextTryAt = try row.instant("next_try_at")
        failure = try row.optionalText("failure")
        events = try row.integer("events")
        createdAt = try row.instant("created_at")
    }
}

public struct BusyFeedTable {
    let transaction: any Transaction

    public func find(id: String) throws -> BusyFeed? {
        try transaction.first(BusyFeed.self, "where id = $1", [Value(id)])
    }

    /// In the order in which they were added.
    public func list(practitionerID: String) throws -> [BusyFeed] {
        try transaction.all(
            BusyFeed.self, "where practitioner_id = $1 order by created_at, id", [Value(practitionerID)])
    }

    /// Those to be tried at `now`, longest due first.
    /// - Parameter others: practitioners whose feeds are left out.
    public func due(now: Date, without others: Set<String> = [], limit: Int) throws -> [BusyFeed] {
        let numbers = ["''"] + (0..<others.count).map { "$\($0 + 3)" }
        return try transaction.all(
            BusyFeed.self,
            "where next_try_at <= $1 and practitioner_id not in (\(numbers.joined(separator: ", "))) order by next_try_at limit $2",
            [Value(now), Value(limit)] + others.map { Value($0) })
    }

    /// When the next one is to be tried; nil when there is none.
    public func nextDue() throws -> Date? {
        try transaction.rows("select next_try_at from busy_feeds order by next_try_at limit 1").first?
            .instant("next_try_at")
    }

    public func insert(_ feed: BusyFeed) throws {
        try transaction.insert(feed)
    }

    /// - Throws: ``StorageError/notFound`` when it was removed meanwhile.
    public func update(_ feed: BusyFeed) throws {
        try transaction.update(feed)
    }

    /// With its busy times.
    public func delete(id: String) throws {
        try transaction.execute("delete from busy_spans where feed_id = $1", [Value(id)])
        try transaction.execute("delete from busy_feeds where id = $1", [Value(id)])
    }

    /// Puts these in place of the feed's busy times; the same span twice is one.
    public func replaceSpans(feedID: String, _ spans: [BusySpan]) throws {
        try transaction.execute("delete from busy_spans where feed_id = $1", [Value(feedID)])
        for span in spans { _ = try transaction.insertIfAbsent(span) }
    }

    /// The busy times of all of a practitioner's feeds that touch `from ..< to`.
    public func spans(practitionerID: String, from: Date, to: Date) throws -> [BusySpan] {
        try transaction.rows(
            """
            select s.feed_id, s.starts_at, s.ends_at from busy_feeds as f join busy_spans as s on s.feed_id = f.id
            where f.practitioner_id = $1 and s.starts_at < $3 and s.ends_at > $2
            """,
            [Value(practitionerID), Value(from), Value(to)]
        ).map(BusySpan.init(row:))
    }
}

extension Transaction {
    public var busyFeeds: BusyFeedTable { BusyFeedTable(transaction: self) }
}
