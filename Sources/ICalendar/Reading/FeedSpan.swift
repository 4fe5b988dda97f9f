// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A busy time in whole seconds since 1970.
struct FeedSpan: Equatable {
    let start: Int
    let end: Int

    /// Sorted, those that overlap or touch made one.
    static func merged(_ spans: [FeedSpan]) -> [BusyTime] {
        var merged: [FeedSpan] = []
        for span in spans.sorted(by: { $0.start < $1.start }) {
            if let last = merged.last, span.start <= last.end {
                merged[merged.count - 1] = FeedSpan(start: last.start, end: max(last.end, span.end))
            } else {
                merged.append(span)
            }
        }
        return merged.map {
            BusyTime(
                start: Date(timeIntervalSince1970: Double($0.start)), end: Date(timeIntervalSince1970: Double($0.end)))
        }
    }
}
