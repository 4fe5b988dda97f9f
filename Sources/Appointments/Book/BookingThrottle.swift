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
        /// Of one browser: not yet over, released or booked.
        public var openHolds = 3
        /// The same of all browsers of an address, which neighbours may share.
        public var openHoldsOfAddress = 12
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
        var open: [String: Hold] = [:]
        /// Those that were allowed and whose outcome is not known: many may be asked for at once.
        var asked: [Hold] = []
    }

    private struct Hold {
        let browser: String
        let since: ContinuousClock.Instant
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

    /// Whether this browser may hold one more slot. Where it may not, the form is shown without a hold: booking needs none.
    /// One that may is counted until ``held(_:from:with:)`` or ``notHeld(from:with:)`` tells what came of it.
    /// - Parameter browser: what tells neighbours behind one address apart, as far as anything does.
    public func mayHold(from address: String, with browser: String) -> Bool {
        change(address) { counts, now in
            let open = Array(counts.open.values) + counts.asked
            guard counts.holds.count < limits.holds, open.count < limits.openHoldsOfAddress,
                open.count(where: { $0.browser == browser }) < limits.openHolds
            else { return .zero }
            counts.asked.append(Hold(browser: browser, since: now))
            return nil
        } == nil
    }

    /// The slot could not be held after all.
    public func notHeld(from address: String, with browser: String) {
        _ = change(address) { counts, _ in
            Self.settle(browser, &counts)
            return nil
        }
    }

    /// A slot was held with this token.
    public func held(_ token: String, from address: String, with browser: String) {
        _ = change(address) { counts, now in
            Self.settle(browser, &counts)
            counts.holds.append(now)
            counts.open[TokenKeys.hash(token)] = Hold(browser: browser, since: now)
            return nil
        }
    }

    /// What this browser asked for has its outcome.
    private static func settle(_ browser: String, _ counts: inout Counts) {
        guard let last = counts.asked.lastIndex(where: { $0.browser == browser }) else { return }
        counts.asked.remove(at: last)
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
            counts.open = counts.open.filter { now - $0.value.since < limits.hold }
            counts.asked.removeAll { now - $0.since >= limits.hold }
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
