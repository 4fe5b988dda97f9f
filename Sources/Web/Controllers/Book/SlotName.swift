// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A start in addresses and forms: UTC as `20270112T090000Z` (RFC 5545, 3.3.5).
enum SlotName {
    static func write(_ start: Date) -> String {
        start.formatted(
            Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt))
    }

    /// Nil for anything else than what ``write(_:)`` gives of a whole minute.
    static func read(_ text: String) -> Date? {
        guard text.utf8.count == 16, text.hasSuffix("00Z"),
            let start = try? Date(
                text,
                strategy: Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)),
            write(start) == text
        else { return nil }
        return start
    }
}
