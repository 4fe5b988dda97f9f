// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Who has a request to a stranger's host on its way: one of each practitioner at a time and a few in all, so that nobody's slow
/// hosts are in another's way.
final class FairTurns: Sendable {
    private let most: Int
    private let running = Mutex<Set<String>>([])

    init(most: Int) { self.most = most }

    var isFull: Bool { running.withLock { $0.count >= most } }
    /// Whose turn it cannot be now.
    var owners: Set<String> { running.withLock(\.self) }

    func begin(_ owner: String) {
        running.withLock { _ = $0.insert(owner) }
    }

    func end(_ owner: String) {
        running.withLock { _ = $0.remove(owner) }
    }
}
