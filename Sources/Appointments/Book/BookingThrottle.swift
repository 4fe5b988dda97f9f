// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How much one address may book: counted in memory, so a restart forgives. Whoever has one IPv6 address has a network of them,
/// which counts as one.
public final class BookingThrottle: Sendable {
    public struct Limits: Sendable {
        /// Within ``window``.
        public var requests = 5
        /// Within ``window``.
        public var holds = 30
        /// Not yet over, released or booked.
        public var openHolds = 3
        public var window: Duration = .seconds(3600)
        /// How long a hold counts as open, at most.
        public var hold: Duration = .seconds(360)
        /// More addresses than this are not remembered: all are forgotten then.
        public var mostAddresses = 20_000

        public init() {}
    }

    private struct Counts {
        var requests: [ContinuousClock.Instant] = []
        var holds: [ContinuousClock.Instant] = []
        /// Since when each open hold is.
        var open: [String: ContinuousClock.Instant] = [:]
        /// Since when each one is that was allowed and whose outcome is not known: many may be asked for at once.
        var asked: [ContinuousClock.Instant] = []
    }

    private let limits: Limits
    private let now: @Sendable () -> ContinuousClock.Instant
    private let addresses = Mutex<[String: Counts]>([:])

    public init(limits: Limits = Limits(), now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.limits = limits
        self.now = now
    }

    /// Counts a request before its outcome is known. Nil when it may go on, else the time after which the next one may.
    public func request(from address: String) -> Duration? {
        change(address) { counts, now in
            if counts.requests.count >= limits.requests { return counts.requests[0] + limits.window - now }
            counts.requests.append(now)
            return nil
        }
    }

    /// The request stored nothing new: it does not count.
    public func forgive(_ address: String) {
        _ = change(address) { counts, _ in
            counts.requests = counts.requests.dropLast()
            return nil
        }
    }

    /// Whether this address may hold one more slot. Where it may not, the form is shown without a hold: booking needs none.
    /// One that may is counted until ``held(_:from:)`` or ``notHeld(from:)`` tells what came of it.
    public func mayHold(from address: String) -> Bool {
        change(address) { counts, now in
            guard counts.holds.count < limits.holds, counts.open.count + counts.asked.count < limits.openHolds else {
                return .zero
            }
            counts.asked.append(now)
            return nil
        } == nil
    }

    /// The slot could not be held after all.
    public func notHeld(from address: String) {
        _ = change(address) { counts, _ in
            counts.asked = counts.asked.dropLast()
            return nil
        }
    }

    /// A slot was held with this token.
    public func held(_ token: String, from address: String) {
        _ = change(address) { counts, now in
            counts.asked = counts.asked.dropLast()
            counts.holds.append(now)
            counts.open[TokenKeys.hash(token)] = now
            return nil
        }
    }

    /// It is over, released or booked.
    public func released(_ token: String, from address: String) {
        _ = change(address) { counts, _ in
            counts.open[TokenKeys.hash(token)] = nil
            return nil
        }
    }

    private func change(
        _ address: String, _ body: (inout Counts, ContinuousClock.Instant) -> Duration?
    ) -> Duration? {
        let (key, now) = (NetworkOfAddress.name(address), now())
        return addresses.withLock { addresses in
            if addresses.count >= limits.mostAddresses, addresses[key] == nil { forget(now, in: &addresses) }
            var counts = addresses[key] ?? Counts()
            counts.requests.removeAll { now - $0 >= limits.window }
            counts.holds.removeAll { now - $0 >= limits.window }
            counts.open = counts.open.filter { now - $0.value < limits.hold }
            counts.asked.removeAll { now - $0 >= limits.hold }
            defer { addresses[key] = counts }
            return body(&counts, now)
        }
    }

    /// Those with nothing in the window; all when that is not enough.
    private func forget(_ now: ContinuousClock.Instant, in addresses: inout [String: Counts]) {
        addresses = addresses.filter { entry in
            (entry.value.requests + entry.value.holds).contains { now - $0 < limits.window }
        }
        if addresses.count >= limits.mostAddresses { addresses.removeAll() }
    }
}
