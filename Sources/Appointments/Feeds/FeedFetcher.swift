// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import OutgoingHTTP
import Scheduling
import Storage

/// Fetches one calendar and keeps when it is busy: nothing else of it. What was known stays when fetching fails.
public struct FeedFetcher: Sendable {
    static let interval: TimeInterval = 600
    private static let longestPause: TimeInterval = 6 * 3600
    /// How far ahead events are spread out: farther than any horizon of bookings.
    static let reach: TimeInterval = 400 * 86400

    private let store: any Store
    private let sender: any OutgoingSending
    private let clock: WallClock
    private let reader: CalendarReader
    /// From -1 to 1: how far, of a fifth, a pause is stretched.
    private let jitter: @Sendable () -> Double

    public init(
        store: any Store, sender: any OutgoingSending, reader: CalendarReader = .here, clock: WallClock = .system,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: -1...1) }
    ) {
        self.store = store
        self.sender = sender
        self.clock = clock
        self.reader = reader
        self.jitter = jitter
    }

    private enum Outcome {
        case changed(etag: String?, lastModified: String?, busy: [BusyTime])
        case same
        case failed(FeedFailure)
        /// Not a try: look again after so long.
        case putOff(TimeInterval)
    }

    /// - Parameter unconditionally: also when the calendar says that nothing changed.
    func fetch(_ feed: BusyFeed, unconditionally: Bool = false) async throws {
        let now = clock.now.asStored
        let outcome = try await outcome(of: feed, unconditionally || isNewDay(feed, now), now)
        // A calendar that was removed meanwhile changes nothing.
        try await store.write { transaction in
            guard var row = try transaction.busyFeeds.find(id: feed.id) else { return }
            if case .putOff = outcome {} else { row.triedAt = now }
            switch outcome {
            case .changed(let etag, let lastModified, let busy):
                (row.etag, row.lastModified) = (etag, lastModified)
                row.events = busy.count
                try transaction.busyFeeds.replaceSpans(
                    feedID: row.id, busy.map { BusySpan(feedID: row.id, startsAt: $0.start, endsAt: $0.end) })
                succeed(&row, now)
            case .same:
                succeed(&row, now)
            case .failed(let failure):
                row.failure = failure.rawValue
                row.nextTryAt = now.addingTimeInterval(pause(after: row, now))
            case .putOff(let pause):
                row.nextTryAt = now.addingTimeInterval(pause)
            }
            try transaction.busyFeeds.update(row)
        }
    }

    private func succeed(_ row: inout BusyFeed, _ now: Date) {
        row.failure = nil
        row.fetchedAt = now
        row.nextTryAt = now.addingTimeInterval(stretched(Self.interval))
    }

    /// Twice as long as it has been failing, so that the pauses double.
    private func pause(after row: BusyFeed, _ now: Date) -> TimeInterval {
        let failing = now.timeIntervalSince(row.fetchedAt ?? row.createdAt)
        return stretched(min(max(Self.interval, failing), Self.longestPause))
    }

    private func stretched(_ pause: TimeInterval) -> TimeInterval { pause * (1 + jitter() / 5) }

    /// Once a day everything is read anew: recurring events reach a day farther.
    private func isNewDay(_ feed: BusyFeed, _ now: Date) -> Bool {
        func day(_ date: Date) -> Int { Int(date.timeIntervalSince1970 / 86400) }
        return feed.fetchedAt.map { day($0) != day(now) } ?? true
    }

    private func outcome(of feed: BusyFeed, _ unconditionally: Bool, _ now: Date) async throws -> Outcome {
        let account = try await store.read { try $0.accounts.find(id: feed.practitionerID) }
        guard let account, account.disabledAt == nil else { return .putOff(86400) }
        var fields = [(name: "Accept", value: "text/calendar, */*;q=0.1")]
        if !unconditionally {
            if let etag = feed.etag { fields.append(("If-None-Match", etag)) }
            if let date = feed.lastModified { fields.append(("If-Modified-Since", date)) }
        }
        let answer: OutgoingAnswer
        do throws(OutgoingError) {
            answer = try await sender.send(OutgoingRequest(.get, try WebAddress(feed.url), fields: fields))
        } catch {
            return FeedFailure(error).map { .failed($0) } ?? .putOff(60)
        }
        if answer.status == 304, !unconditionally { return .same }
        guard answer.status == 200 else { return .failed(FeedFailure(status: answer.status)) }
        let busy = await reader.read(
            answer.body, now.addingTimeInterval(-86400), now.addingTimeInterval(Self.reach),
            TimeZone(identifier: account.timeZone) ?? .gmt)
        // Broken off, not failed.
        try Task.checkCancellation()
        switch busy {
        case .success(let busy):
            func kept(_ field: String) -> String? { answer.fields[field].flatMap { $0.utf8.count <= 500 ? $0 : nil } }
            return .changed(etag: kept("etag"), lastModified: kept("last-modified"), busy: busy)
        case .failure(let error):
            return .failed(FeedFailure(error))
        }
    }
}
