// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Storage

/// Spans of hours as an exception's row holds them.
enum StoredSpans {
    static func text(_ spans: [WallSpan]) -> String {
        spans.map { "\($0.startMinute)-\($0.endMinute)" }.joined(separator: " ")
    }

    /// What cannot be read is left out.
    static func spans(_ text: String) -> [WallSpan] {
        text.split(separator: " ").compactMap { part in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 ? WallSpan(startMinute: ends[0], endMinute: ends[1]) : nil
        }
    }
}

extension HourException {
    /// The hours on these days; empty is closed.
    public var openSpans: [WallSpan] { StoredSpans.spans(spans) }
}
