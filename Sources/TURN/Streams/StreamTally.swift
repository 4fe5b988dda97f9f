// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What the bounds of streams have cost clients since the start. Counted on event loops and on the relay's threads.
final class StreamTally: Sendable {
    private let refusedCount = Atomic<UInt64>(0)
    private let droppedCount = Atomic<UInt64>(0)

    /// Connections closed because their address, or all together, had too many.
    var refused: UInt64 { self.refusedCount.load(ordering: .relaxed) }

    /// Datagrams dropped because their client read too slowly.
    var dropped: UInt64 { self.droppedCount.load(ordering: .relaxed) }

    func refuse() {
        self.refusedCount.wrappingAdd(1, ordering: .relaxed)
    }

    func drop(_ datagrams: Int) {
        if datagrams > 0 { self.droppedCount.wrappingAdd(UInt64(datagrams), ordering: .relaxed) }
    }
}
