// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Slows guessing: after some free attempts each further one of an account, and of an address, has to wait twice as long as
/// the one before. A try inside the wait neither counts nor prolongs it, and an account's wait has a low cap, so that nobody can lock
/// its owner out for ever. In memory: a restart forgives.
public final class AttemptThrottle: Sendable {
    public struct Limits: Sendable {
        /// Attempts without any wait.
        public var free = 5
        public var firstWait: Duration = .seconds(1)
        public var longestAccountWait: Duration = .seconds(30)
        public var longestAddressWait: Duration = .seconds(900)
        /// Forgotten after this time without an attempt.
        public var memory: Duration = .seconds(3600)
        /// More keys than this are not remembered: the oldest are dropped.
        public var mostKeys = 10_000

        public init() {}
    }

    private struct Entry {
        var attempts = 0
        var last: ContinuousClock.Instant
        var nextAt: ContinuousClock.Instant
    }

    private let limits: Limits
    private let now: @Sendable () -> ContinuousClock.Instant
    private let entries = Mutex<[String: Entry]>([:])

    public init(limits: Limits = Limits(), now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.limits = limits
        self.now = now
    }

    /// Counts an attempt before its outcome is known, so that parallel ones count too. Nil when it may go on, else the time
    /// after which the next one may.
    func begin(account: String, address: String) -> Duration? {
        let now = now()
        let keys = [
            ("account " + account, limits.longestAccountWait),
            ("address " + NetworkOfAddress.name(address), limits.longestAddressWait),
        ]
        return entries.withLock { entries in
            let waits = keys.compactMap { key, _ in entries[key].map { $0.nextAt - now } }
            if let longest = waits.max(), longest > .zero { return longest }
            for (key, cap) in keys { count(key, cap: cap, at: now, in: &entries) }
            forget(at: now, in: &entries)
            return nil
        }
    }

    /// The attempt was a right one: the account starts afresh, and it does not count against the address.
    func succeed(account: String, address: String) {
        entries.withLock { entries in
            entries["account " + account] = nil
            entries["address " + NetworkOfAddress.name(address)] = nil
        }
    }

    private func count(_ key: String, cap: Duration, at now: ContinuousClock.Instant, in entries: inout [String: Entry])
    {
        var entry = entries[key] ?? Entry(last: now, nextAt: now)
        if now - entry.last > limits.memory { entry.attempts = 0 }
        entry.attempts += 1
        entry.last = now
        let beyond = entry.attempts - limits.free
        if beyond >= 0 {
            entry.nextAt = now + min(cap, limits.firstWait * (1 << min(beyond, 20)))
        }
        entries[key] = entry
    }

    private func forget(at now: ContinuousClock.Instant, in entries: inout [String: Entry]) {
        guard entries.count > limits.mostKeys else { return }
        entries = entries.filter { now - $0.value.last <= limits.memory }
        guard entries.count > limits.mostKeys else { return }
        let oldest = entries.sorted { $0.value.last < $1.value.last }.prefix(entries.count - limits.mostKeys / 2)
        for (key, _) in oldest { entries[key] = nil }
    }
}

/// Whoever has one IPv6 address has 2^64 of them: they are one network here.
enum NetworkOfAddress {
    static func name(_ address: String) -> String {
        var bytes = in6_addr()
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        return withUnsafeBytes(of: bytes) { raw in
            let mapped = raw.prefix(10).allSatisfy { $0 == 0 } && raw[10] == 0xFF && raw[11] == 0xFF
            return mapped
                ? raw[12...].map(String.init).joined(separator: ".")
                : raw.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
        }
    }
}
