// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Scheduling
import ServiceLifecycle
import Storage

/// Fetches practitioners' other calendars, each about every ten minutes.
public struct FeedService: Service {
    private let store: any Store
    private let fetcher: FeedFetcher
    private let signal: WorkSignal
    private let clock: WallClock
    private let logger: Logger
    private let turns = FairTurns(most: 8)

    /// - Parameter signal: the one that ``FeedBook`` raises for a new calendar.
    public init(
        store: any Store, fetcher: FeedFetcher, signal: WorkSignal, clock: WallClock = .system, logger: Logger
    ) {
        self.store = store
        self.fetcher = fetcher
        self.signal = signal
        self.clock = clock
        self.logger = logger
    }

    /// Until graceful shutdown; what is fetched then is broken off.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                await loop.run {
                    try await store.read { try $0.busyFeeds.nextDue() }
                } work: {
                    try await begin(in: &group)
                }
            }
        }
    }

    private var loop: WorkLoop {
        WorkLoop(name: "feeds", signal: signal, sleep: 1...600, clock: clock, logger: logger)
    }

    /// Begins to fetch a calendar that is due, when there is a turn for it.
    /// - Returns: how many that were.
    private func begin(in group: inout DiscardingTaskGroup) async throws -> Int {
        guard !turns.isFull else { return 0 }
        let (now, owners) = (clock.now, turns.owners)
        let due = try await store.read { try $0.busyFeeds.due(now: now, without: owners, limit: 1).first }
        guard let due else { return 0 }
        turns.begin(due.practitionerID)
        group.addTask { await fetch(due) }
        return 1
    }

    private func fetch(_ feed: BusyFeed) async {
        do {
            try await fetcher.fetch(feed)
        } catch {
            try? await Task.sleep(for: loop.pause(after: error))
        }
        turns.end(feed.practitionerID)
        signal.raise()
    }
}
