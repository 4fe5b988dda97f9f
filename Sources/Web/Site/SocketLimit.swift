// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How many signalling sockets may be open at once: a flood of sockets is refused before it costs memory.
final class SocketLimit: Sendable {
    private let most: Int
    private let open = Atomic<Int>(0)

    init(_ most: Int) { self.most = most }

    /// Whether a handshake is to be refused. Sockets that are being opened are not counted yet, so a few more may come in.
    var isReached: Bool { open.load(ordering: .relaxed) >= most }

    /// A socket is open; ``leave()`` follows at its end.
    func enter() { open.wrappingAdd(1, ordering: .relaxed) }

    func leave() { open.wrappingSubtract(1, ordering: .relaxed) }
}
