// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// How many requests a key may make: so many a minute, a third of them at once. In memory: a restart forgives.
final class KeyThrottle: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Date
    }

    private static let mostKeys = 10_000

    private let perMinute: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    init(perMinute: Int) { self.perMinute = Double(perMinute) }

    private var burst: Double { max(1, perMinute / 3) }

    /// - Returns: nil when the request may go on, else in how many seconds the next one may.
    func take(_ key: String, at now: Date) -> Int? {
        buckets.withLock { buckets in
            if buckets.count > Self.mostKeys {
                buckets = buckets.filter { now.timeIntervalSince($0.value.filledAt) < 60 }
            }
            var bucket = buckets[key] ?? Bucket(tokens: burst, filledAt: now)
            let passed = max(0, now.timeIntervalSince(bucket.filledAt))
            bucket.tokens = min(burst, bucket.tokens + passed * perMinute / 60)
            bucket.filledAt = now
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else { return max(1, Int(((1 - bucket.tokens) * 60 / perMinute).rounded(.up))) }
            bucket.tokens -= 1
            return nil
        }
    }
}
