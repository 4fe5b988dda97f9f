// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Scheduling
import ServiceLifecycle
import Storage

/// Fetches practitioners' other calendars, each about every ten minutes.
public struct FeedService: Service {
    private static let atOnce = 4

    private let store: any Store
    private let fetcher: FeedFetcher
    private let signal: WorkSignal
    private let clock: WallClock
    private let logger: Logger

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
            while !Task.isCancelled {
                await signal.wait(atMost: await work())
            }
        }
    }

    /// - Returns: how long nothing will be due.
    private func work() async -> Duration {
        do {
            while try await fetchDue() > 0, !Task.isCancelled {}
            let due = try await store.read { try $0.busyFeeds.nextDue() }
            let pause = due.map { $0.timeIntervalSince(clock.now) } ?? .infinity
            return .seconds(max(1, min(pause, 600)))
        } catch {
            // The order to stop breaks a transaction off too.
            guard !Task.isCancelled else { return .zero }
            logger.error(
                "feeds: store failed", metadata: ["error": "\((error as? StorageError).map { "\($0)" } ?? "")"])
            return .seconds(5)
        }
    }

    /// Fetches those that are due, a batch of them side by side.
    /// - Returns: how many there were.
    @discardableResult
    public func fetchDue() async throws -> Int {
        let now = clock.now
        let feeds = try await store.read { try $0.busyFeeds.due(now: now, limit: Self.atOnce) }
        try await withThrowingTaskGroup { group in
            for feed in feeds {
                group.addTask { try await fetcher.fetch(feed) }
            }
            try await group.waitForAll()
        }
        return feeds.count
    }
}
