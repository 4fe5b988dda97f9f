// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import OutgoingHTTP
import Scheduling
import Storage

/// A practitioner's other calendars, whose events keep slots from being offered.
public struct FeedBook: Sendable {
    /// Calendars of one practitioner.
    public static let most = 10
    /// Without success for so long, what is known of a calendar is marked as stale.
    public static let staleAfter: TimeInterval = 24 * 3600

    public struct Feed: Sendable, Equatable {
        public let id: String
        public let name: String
        /// The address is a secret of the other calendar's: only where it is kept is shown.
        public let host: String
        /// When it was last fetched, or found unchanged; nil before the first time.
        public let fetchedAt: Date?
        /// Why the latest try failed; nil when it did not.
        public let failure: FeedFailure?
        /// Events that block slots.
        public let events: Int
        public let isStale: Bool
    }

    private let store: any Store
    private let fetcher: FeedFetcher
    private let signal: WorkSignal
    private let clock: WallClock

    /// - Parameter signal: the one that ``FeedService`` waits for.
    public init(store: any Store, fetcher: FeedFetcher, signal: WorkSignal, clock: WallClock = .system) {
        self.store = store
        self.fetcher = fetcher
        self.signal = signal
        self.clock = clock
    }

    /// The oldest first.
    public func list(by account: Account) async throws -> [Feed] {
        guard Access.mayAct(account, for: account.id) else { throw OutsideRefusal.notFound }
        let now = clock.now
        return try await store.read { transaction in
            try transaction.busyFeeds.list(practitionerID: account.id).map { Feed($0, now: now) }
        }
    }

    /// Keeps the address; it is fetched at once, beside this call. `webcal:` counts as `https:`.
    /// - Throws: ``OutsideRefusal/tooMany``, ``OutsideRefusal/name(_:)``, ``OutsideRefusal/address``,
    ///   ``OutsideRefusal/notFound``.
    @discardableResult
    public func add(name: String, url: String, by account: Account) async throws -> Feed {
        guard Access.mayAct(account, for: account.id) else { throw OutsideRefusal.notFound }
        let name = try OutsideName.check(name)
        guard let address = Self.address(url) else { throw OutsideRefusal.address }
        let now = clock.now.asStored
        let row = BusyFeed(
            id: RandomID.make(), practitionerID: account.id, name: name, url: address.text, nextTryAt: now,
            createdAt: now)
        try await store.write { transaction in
            guard try transaction.busyFeeds.list(practitionerID: account.id).count < Self.most else {
                throw OutsideRefusal.tooMany
            }
            try transaction.busyFeeds.insert(row)
        }
        signal.raise()
        return Feed(row, now: now)
    }

    /// Its events block nothing any more.
    public func remove(_ id: String, by account: Account) async throws {
        try await store.write { transaction in
            _ = try Self.owned(id, by: account, in: transaction)
            try transaction.busyFeeds.delete(id: id)
        }
    }

    /// Fetches it now and waits for the outcome, 20 s at most.
    /// - Throws: ``OutsideRefusal/notFound``. A failure to fetch is told in the answer.
    public func fetchNow(_ id: String, by account: Account) async throws -> Feed {
        let row = try await store.read { try Self.owned(id, by: account, in: $0) }
        try await fetcher.fetch(row, unconditionally: true)
        let now = clock.now
        return try await store.read { Feed(try Self.owned(id, by: account, in: $0), now: now) }
    }

    private static func address(_ url: String) -> WebAddress? {
        let text = url.trimmingCharacters(in: .whitespaces)
        let isWebcal = text.lowercased().hasPrefix("webcal://")
        return try? WebAddress(isWebcal ? "https://" + text.dropFirst("webcal://".count) : text)
    }

    private static func owned(_ id: String, by account: Account, in transaction: any Transaction) throws -> BusyFeed {
        guard let feed = try transaction.busyFeeds.find(id: id), Access.mayAct(account, for: feed.practitionerID) else {
            throw OutsideRefusal.notFound
        }
        return feed
    }
}

extension FeedBook.Feed {
    fileprivate init(_ row: BusyFeed, now: Date) {
        let knownSince = row.fetchedAt ?? row.createdAt
        self.init(
            id: row.id, name: row.name, host: (try? WebAddress(row.url))?.host ?? "", fetchedAt: row.fetchedAt,
            failure: row.failure.flatMap(FeedFailure.init(rawValue:)), events: row.events,
            isStale: now.timeIntervalSince(knownSince) > FeedBook.staleAfter)
    }
}
