// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Date {
    /// Whole seconds since 1970, rounded down. Years outside 5 to 9890 are taken as the nearest of these.
    var secondsDown: Int { Int(Self.bounded(timeIntervalSince1970).rounded(.down)) }

    /// Whole seconds since 1970, rounded up.
    var secondsUp: Int { Int(Self.bounded(timeIntervalSince1970).rounded(.up)) }

    private static func bounded(_ seconds: Double) -> Double {
        // A comparison with NaN is false, so that it becomes the upper bound.
        seconds < 2.5e11 ? Swift.max(seconds, -6.2e10) : 2.5e11
    }
}
