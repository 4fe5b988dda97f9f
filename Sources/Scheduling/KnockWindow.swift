// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When the bearer of a personal link may knock: from `before` the start to `after` the end of the appointment.
public struct KnockWindow: Sendable, Equatable {
    public let opens: Date
    public let closes: Date

    /// Lengths in minutes.
    public init(start: Date, length: Int, before: Int = 15, after: Int = 30) {
        opens = start.addingTimeInterval(-Double(before) * 60)
        closes = start.addingTimeInterval(Double(length + after) * 60)
    }
}
