// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ServiceLifecycle
import UnixSignals

/// The operator's order to stop (SIGTERM, SIGINT). It outlives the service groups, so that one that comes while a copy is
/// restored, when no group runs, is carried out too.
actor StopOrder {
    private(set) var isGiven = false
    private var group: ServiceGroup?

    /// Until its task is cancelled.
    func listen(to signals: UnixSignalsSequence) async {
        for await _ in signals {
            isGiven = true
            await group?.triggerGracefulShutdown()
        }
    }

    /// Runs the group until it ends by itself or by the order, also one that was given before.
    func run(_ group: ServiceGroup) async throws {
        self.group = group
        defer { self.group = nil }
        if isGiven { await group.triggerGracefulShutdown() }
        try await group.run()
    }
}
