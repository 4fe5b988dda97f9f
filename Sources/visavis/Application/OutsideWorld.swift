// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import Appointments
import Logging
import OutgoingHTTP
import Scheduling
import ServiceLifecycle
import Storage

/// Everything that asks addresses which people typed.
struct OutsideWorld {
    let books: OutsideBooks
    let hookQueue: HookQueue
    let services: [any Service]

    init(_ settings: Settings, store: any Store, clock: WallClock, logger: Logger) {
        let allowed = settings["outgoingAllowed"]?.listed(by: { AddressRange($0) }) ?? []
        // Each has turns of its own: a slow calendar keeps no message waiting, nor what people try by hand either of them.
        let (byHand, hooks, feeds) = (
            OutgoingClient(allowed: allowed), OutgoingClient(allowed: allowed), OutgoingClient(allowed: allowed)
        )
        let (hookSignal, feedSignal) = (WorkSignal(), WorkSignal())
        func fetcher(_ client: OutgoingClient) -> FeedFetcher {
            FeedFetcher(store: store, sender: client, reader: CalendarProcess.reader, clock: clock)
        }
        books = OutsideBooks(
            keys: KeyBook(store: store, clock: clock), hooks: HookBook(store: store, sender: byHand, clock: clock),
            feeds: FeedBook(store: store, fetcher: fetcher(byHand), signal: feedSignal, clock: clock))
        hookQueue = HookQueue(signal: hookSignal, clock: clock)
        services = [
            HookService(store: store, sender: hooks, signal: hookSignal, clock: clock, logger: logger),
            FeedService(store: store, fetcher: fetcher(feeds), signal: feedSignal, clock: clock, logger: logger),
        ]
    }
}
