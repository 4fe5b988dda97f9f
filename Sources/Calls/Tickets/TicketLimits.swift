// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// How many page loads an address may open: a flood of tickets would be a flood of visitors in somebody's room. Counted
/// by address and link, and by address alone (a practice behind one address opens many links).
public final class TicketLimits: Sendable {
    private let perLink: Int
    private let perSource: Int
    private let window: TimeInterval
    private let state = Mutex(State())

    private struct State {
        var began = Date.distantPast
        var counts: [String: Int] = [:]
    }

    /// - Parameters:
    ///   - perLink: tickets of one address for one link within the window.
    ///   - perSource: tickets of one address for all links within the window.
    ///   - window: seconds.
    public init(perLink: Int = 60, perSource: Int = 300, window: TimeInterval = 600) {
        self.perLink = perLink
        self.perSource = perSource
        self.window = window
    }

    public func count(source: String, link: String, at now: Date) throws(TicketError) {
        let allowed = state.withLock { state in
            // A new window, and also the bound on memory: an attacker with many networks only empties the table.
            if now.timeIntervalSince(state.began) >= window || state.counts.count > 100_000 {
                state = State(began: now)
            }
            let pair = source + " " + link
            guard state.counts[pair, default: 0] < perLink, state.counts[source, default: 0] < perSource else {
                return false
            }
            state.counts[pair, default: 0] += 1
            state.counts[source, default: 0] += 1
            return true
        }
        guard allowed else { throw .tooMany }
    }
}
