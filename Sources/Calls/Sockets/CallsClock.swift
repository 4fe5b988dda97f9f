// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Both clocks of the calls, so that tests can set them: rooms count monotonic time, pages and tables are told UTC.
public struct CallsClock: Sendable {
    public var now: @Sendable () -> ContinuousClock.Instant
    public var date: @Sendable () -> Date
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        now: @escaping @Sendable () -> ContinuousClock.Instant, date: @escaping @Sendable () -> Date,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.date = date
        self.sleep = sleep
    }

    public static let system = CallsClock(
        now: { ContinuousClock.now }, date: { Date() }, sleep: { try await ContinuousClock().sleep(for: $0) })

    var moment: Moment { Moment(instant: now(), date: date()) }
}

/// One instant on both clocks: what turns the ones of rooms into those of pages and tables, and back.
struct Moment: Sendable {
    let instant: ContinuousClock.Instant
    let date: Date

    func date(of other: ContinuousClock.Instant) -> Date {
        date.addingTimeInterval(instant.duration(to: other).inSeconds)
    }

    func instant(of other: Date) -> ContinuousClock.Instant {
        instant.advanced(by: .milliseconds(Int64((other.timeIntervalSince(date) * 1000).rounded())))
    }

    /// Milliseconds since 1970.
    func milliseconds(of other: ContinuousClock.Instant) -> Int {
        Int((date(of: other).timeIntervalSince1970 * 1000).rounded())
    }

    var milliseconds: Int { milliseconds(of: instant) }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    var inNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
