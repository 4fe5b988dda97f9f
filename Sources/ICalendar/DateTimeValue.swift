// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// RFC 5545, 3.3.5, form 2: `20250603T083000Z`. Always UTC, so that no reader needs our zone rules.
struct DateTimeValue {
    let written: String

    init(_ date: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        func padded(_ number: Int?, _ width: Int = 2) -> String {
            let digits = String(number ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        written =
            padded(parts.year, 4) + padded(parts.month) + padded(parts.day) + "T"
            + padded(parts.hour) + padded(parts.minute) + padded(parts.second) + "Z"
    }
}
