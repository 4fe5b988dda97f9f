// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When a mail that was not accepted is tried again.
public struct BackOff: Sendable {
    /// Before the second, third … attempt; the last one repeats.
    private static let pauses: [TimeInterval] = [60, 300, 1800, 7200]
    /// How long a mail is tried.
    static let lifetime: TimeInterval = 24 * 3600

    /// From -1 to 1: how far, of a fifth, a pause is stretched, so that mails that failed together do not come back together.
    private let jitter: @Sendable () -> Double

    public init(jitter: @escaping @Sendable () -> Double = { Double.random(in: -1...1) }) {
        self.jitter = jitter
    }

    /// - Parameters:
    ///   - attempts: how many were made.
    ///   - queuedAt: when the mail was first due.
    /// - Returns: nil when the day is over.
    func next(attempts: Int, queuedAt: Date, now: Date) -> Date? {
        let pause = Self.pauses[min(max(attempts, 1), Self.pauses.count) - 1] * (1 + jitter() / 5)
        let deadline = queuedAt.addingTimeInterval(Self.lifetime)
        guard now < deadline.addingTimeInterval(-Self.pauses[0]) else { return nil }
        return min(now.addingTimeInterval(pause), deadline)
    }
}
