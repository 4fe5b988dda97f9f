// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The time asked for, in whole seconds since 1970.
struct FeedWindow {
    let from: Int
    let to: Int

    init(from: Date, to: Date) {
        self.from = Self.seconds(from)
        self.to = max(Self.seconds(to), Self.seconds(from))
    }

    func touches(_ span: FeedSpan) -> Bool { span.end > from && span.start < to }

    /// Zones are asked for their offsets only near the window: far away no occurrence counts, and the rules of a foreign zone
    /// are worked out year by year.
    func nearest(_ instant: Int) -> Int { min(max(instant, from - 2 * 31_622_400), to + 31_622_400) }

    /// Years 1 to 9999.
    private static func seconds(_ date: Date) -> Int {
        Int(min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799).rounded(.down))
    }
}
