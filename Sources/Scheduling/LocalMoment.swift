// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a wall calendar and a wall clock show at an instant.
public struct LocalMoment: Sendable, Hashable {
    public let day: LocalDay
    /// Of the day as the clock shows it, 0 to 1439; seconds are left out.
    public let minute: Int

    public init(_ instant: Date, in zone: TimeZone) {
        let seconds = instant.secondsDown
        self.init(wall: seconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }

    /// - Parameter wall: seconds since 1970-01-01 00:00 on the wall.
    init(wall: Int) {
        day = LocalDay(number: wall.quotientDown(86_400))
        minute = wall.modulo(86_400) / 60
    }
}
