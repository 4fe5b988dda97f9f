// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A span on the wall as instants (whole seconds since 1970) without a break, and the starts that are offered in it.
struct Opening: Equatable {
    let start: Int
    let end: Int
    /// On the grid: every step on the wall from the span's start. Sorted.
    let starts: [Int]

    /// One opening on an ordinary day. Where the clock is set back inside the span or over its end, what the wall shows again
    /// may be an opening of its own; it has no starts, because a wall time means its first instant.
    static func of(_ span: WallSpan, on day: LocalDay, stepMinutes: Int, offsets: OffsetTable) -> [Opening] {
        let pieces = offsets.pieces(of: day)
        let midnight = day.number * 86_400
        let (first, last) = (midnight + span.startMinute * 60, midnight + span.endMinute * 60)
        var stretches: [(start: Int, end: Int)] = []
        for piece in pieces {
            let (start, end) = (max(first - piece.offset, piece.start), min(last - piece.offset, piece.end))
            guard start < end else { continue }
            if let before = stretches.last, before.end == start {
                stretches[stretches.count - 1].end = end
            } else {
                stretches.append((start, end))
            }
        }
        let starts = stride(from: first, to: last, by: stepMinutes * 60).compactMap {
            OffsetTable.instant(wall: $0, in: pieces)
        }
        return stretches.map { stretch in
            Opening(
                start: stretch.start, end: stretch.end,
                starts: starts.filter { stretch.start <= $0 && $0 < stretch.end })
        }
    }
}
