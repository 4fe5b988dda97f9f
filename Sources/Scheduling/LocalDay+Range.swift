// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension ClosedRange<LocalDay> {
    /// The days that the wall shows at two instants, and those between. Where the clock is set back over midnight the later
    /// instant is on the earlier day.
    public init(from: Date, to: Date, in zone: TimeZone) {
        let (one, other) = (LocalDay(from, in: zone), LocalDay(to, in: zone))
        self = Swift.min(one, other)...Swift.max(one, other)
    }
}
