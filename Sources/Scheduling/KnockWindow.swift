// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When the bearer of a personal link may knock: from `before` the start to `after` the end of the appointment, and longer
/// by what the practitioner has said to be late. It does not open later: who was told an hour is let in at that hour.
public struct KnockWindow: Sendable, Equatable {
    public let opens: Date
    public let closes: Date

    /// Lengths in minutes.
    public init(start: Date, length: Int, before: Int = 15, after: Int = 30, delay: Int = 0) {
        opens = start.addingTimeInterval(-Double(before) * 60)
        closes = start.addingTimeInterval(Double(length + after + delay) * 60)
    }
}
