// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How many signalling sockets may be open at once: a flood of sockets is refused before it costs memory.
final class SocketLimit: Sendable {
    private let most: Int
    private let open = Atomic<Int>(0)

    init(_ most: Int) { self.most = most }

    /// Takes a place; false when there is none.
    func enter() -> Bool {
        guard open.wrappingAdd(1, ordering: .relaxed).newValue <= most else {
            open.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        return true
    }

    func leave() { open.wrappingSubtract(1, ordering: .relaxed) }
}
