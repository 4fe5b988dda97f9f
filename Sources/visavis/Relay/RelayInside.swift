// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TURN

/// The relay of this process, while it runs.
final class RelayInside: Sendable {
    private struct State {
        var server: RelayServer?
        var announcement: [String] = []
    }

    private let state = Mutex(State())

    /// Set when it listens.
    func runs(_ server: RelayServer, announcement: [String]) {
        state.withLock { $0 = State(server: server, announcement: announcement) }
    }

    /// What the operator is told of it.
    var announcement: [String] { state.withLock { $0.announcement } }

    /// Ends what the participant has allocated, at once. A relay elsewhere is not reached: there the credential runs out.
    func revoke(_ participant: String) {
        state.withLock { $0.server }?.revoke(participant: participant)
    }

    /// For `/metrics`.
    var metrics: String { state.withLock { $0.server }.map { RelayMetrics.text($0.counters) } ?? "" }
}
