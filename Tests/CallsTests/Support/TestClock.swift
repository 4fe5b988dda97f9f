// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

@testable import Calls

/// Both clocks, moved by hand. Its sleep ends only with its task: time passes when a test says so.
final class TestClock: Sendable {
    private let start = ContinuousClock.now
    private let startDate = Date(timeIntervalSince1970: 1_780_473_600)
    private let passed = Mutex(Duration.zero)

    var date: Date { startDate.addingTimeInterval(passed.withLock { $0 }.inSeconds) }

    func advance(_ duration: Duration) { passed.withLock { $0 += duration } }

    var calls: CallsClock {
        CallsClock(
            now: { self.start + self.passed.withLock { $0 } }, date: { self.date },
            sleep: { _ in
                let (stream, continuation) = AsyncStream<Never>.makeStream()
                for await _ in stream {}
                withExtendedLifetime(continuation) {}
            })
    }
}
