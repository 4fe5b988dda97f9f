// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import STUN

/// Counts the open connections from each address, so that one source cannot take all descriptors. Asked once a connection.
final class StreamGate: Sendable {
    /// Whoever has one IPv6 address has the whole /64: it counts as one.
    struct Source: Hashable {
        private let high: UInt64
        private let low: UInt64

        init(_ address: IPAddress) {
            self.high = address.high
            self.low = address.isIPv4 ? address.low : 0
        }
    }

    private struct State {
        var total = 0
        var bySource: [Source: Int] = [:]
    }

    private let limits: StreamLimits
    private let state = NIOLockedValueBox(State())

    init(limits: StreamLimits) {
        self.limits = limits
    }

    var total: Int { self.state.withLockedValue { $0.total } }

    /// False when the connection must be closed; when true, ``leave(_:)`` must follow.
    func enter(_ source: Source) -> Bool {
        self.state.withLockedValue { state in
            let count = state.bySource[source, default: 0]
            guard state.total < self.limits.connections, count < self.limits.connectionsFromOneAddress else {
                return false
            }
            state.total += 1
            state.bySource[source] = count + 1
            return true
        }
    }

    func leave(_ source: Source) {
        self.state.withLockedValue { state in
            state.total -= 1
            let count = state.bySource[source, default: 1] - 1
            state.bySource[source] = count == 0 ? nil : count
        }
    }
}
