// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Opening hours between two times on the wall, in minutes of the day.
public struct WallSpan: Sendable, Hashable {
    /// 0 to 1439.
    public let startMinute: Int
    /// 1 to 1440, after the start; 1440 is midnight at the day's end.
    public let endMinute: Int

    /// Nil when the end is not after the start, or one is outside the day.
    public init?(startMinute: Int, endMinute: Int) {
        guard startMinute >= 0, endMinute <= 1440, startMinute < endMinute else { return nil }
        (self.startMinute, self.endMinute) = (startMinute, endMinute)
    }

    /// Sorted, those that touch made one.
    static func normalised(_ spans: [WallSpan]) throws(HoursError) -> [WallSpan] {
        var result: [WallSpan] = []
        for span in spans.sorted(by: { $0.startMinute < $1.startMinute }) {
            guard let last = result.last, span.startMinute <= last.endMinute else {
                result.append(span)
                continue
            }
            if span.startMinute < last.endMinute { throw .overlap(last, span) }
            result[result.count - 1] = WallSpan(joining: last, span)
        }
        return result
    }

    private init(joining first: WallSpan, _ second: WallSpan) {
        (startMinute, endMinute) = (first.startMinute, second.endMinute)
    }
}
