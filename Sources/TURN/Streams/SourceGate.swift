// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
public import NIOCore
import STUN

/// Counts connections of each address, so that one source cannot take all descriptors. Asked once a connection.
public final class SourceGate: Sendable {
    /// Whoever has one IPv6 address has the whole /64: it counts as one.
    public struct Source: Hashable, Sendable {
        private let high: UInt64
        private let low: UInt64

        init(_ address: IPAddress) {
            self.high = address.high
            self.low = address.isIPv4 ? address.low : 0
        }

        /// Nil for an address that is no IP address.
        public init?(_ address: SocketAddress) {
            guard let address = TransportAddress(address) else { return nil }
            self.init(address.ip)
        }
    }

    private struct State {
        var total = 0
        var bySource: [Source: Int] = [:]
    }

    private let most: Int
    private let mostOfOne: Int
    private let state = NIOLockedValueBox(State())

    /// - Parameters:
    ///   - most: connections in all.
    ///   - mostOfOne: connections from one source.
    public init(most: Int = .max, mostOfOne: Int) {
        self.most = most
        self.mostOfOne = mostOfOne
    }

    var total: Int { self.state.withLockedValue { $0.total } }

    /// False when the connection must be closed; when true, ``leave(_:)`` must follow.
    public func enter(_ source: Source) -> Bool {
        self.state.withLockedValue { state in
            let count = state.bySource[source, default: 0]
            guard state.total < self.most, count < self.mostOfOne else { return false }
            state.total += 1
            state.bySource[source] = count + 1
            return true
        }
    }

    public func leave(_ source: Source) {
        self.state.withLockedValue { state in
            state.total -= 1
            let count = state.bySource[source, default: 1] - 1
            state.bySource[source] = count == 0 ? nil : count
        }
    }
}
