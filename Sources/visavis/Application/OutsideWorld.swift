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
        let client = OutgoingClient(allowed: settings["outgoingAllowed"]?.listed(by: { AddressRange($0) }) ?? [])
        let (hookSignal, feedSignal) = (WorkSignal(), WorkSignal())
        let fetcher = FeedFetcher(store: store, sender: client, reader: CalendarProcess.reader, clock: clock)
        books = OutsideBooks(
            keys: KeyBook(store: store, clock: clock), hooks: HookBook(store: store, sender: client, clock: clock),
            feeds: FeedBook(store: store, fetcher: fetcher, signal: feedSignal, clock: clock))
        hookQueue = HookQueue(signal: hookSignal, clock: clock)
        services = [
            HookService(store: store, sender: client, signal: hookSignal, clock: clock, logger: logger),
            FeedService(store: store, fetcher: fetcher, signal: feedSignal, clock: clock, logger: logger),
        ]
    }
}
