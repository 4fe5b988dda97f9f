// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// “in 3 hours”: how far away a moment is, in the largest unit that is not too coarse.
enum Lapse {
    /// - Parameter seconds: more than 0.
    static func words(_ seconds: Double, _ words: Catalog) -> String {
        let minutes = max(1, Int((seconds / 60).rounded(.up)))
        if minutes == 1 { return words("visit_in_minute") }
        if minutes < 60 { return words("visit_in_minutes", ["count": String(minutes)]) }
        let hours = minutes / 60
        if hours == 1 { return words("visit_in_hour") }
        if hours < 48 { return words("visit_in_hours", ["count": String(hours)]) }
        return words("visit_in_days", ["count": String(hours / 24)])
    }
}
