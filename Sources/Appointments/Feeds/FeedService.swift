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

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    await signal.wait(atMost: await work(&group))
                }
            }
        }
    }

    /// Begins to fetch those that are due, as far as there are turns.
    /// - Returns: how long nothing will be due.
    private func work(_ group: inout DiscardingTaskGroup) async -> Duration {
        do {
            while !turns.isFull, !Task.isCancelled, let feed = try await nextDue() {
                turns.begin(feed.practitionerID)
                group.addTask { await fetch(feed) }
            }
            let due = try await store.read { try $0.busyFeeds.nextDue() }
            let pause = due.map { $0.timeIntervalSince(clock.now) } ?? .infinity
            return .seconds(max(1, min(pause, 600)))
        } catch {
            return pause(after: error)
        }
    }

    private func nextDue() async throws -> BusyFeed? {
        let (now, owners) = (clock.now, turns.owners)
        return try await store.read { try $0.busyFeeds.due(now: now, without: owners, limit: 1).first }
    }

    private func fetch(_ feed: BusyFeed) async {
        do {
            try await fetcher.fetch(feed)
        } catch {
            try? await Task.sleep(for: pause(after: error))
        }
        turns.end(feed.practitionerID)
        signal.raise()
    }

    private func pause(after error: any Error) -> Duration {
        // The order to stop breaks a transaction off too.
        guard !Task.isCancelled else { return .zero }
        logger.error("feeds: store failed", metadata: ["error": "\((error as? StorageError).map { "\($0)" } ?? "")"])
        return .seconds(5)
    }
}
