// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A zone's offsets over some days, asked of the zone's rules once a day, so that each wall time after that is integer
/// arithmetic. Instants are whole seconds since 1970.
struct OffsetTable {
    struct Piece: Equatable {
        let start: Int
        let end: Int
        /// Seconds that the wall is ahead of UTC.
        let offset: Int
    }

    /// In order, without gaps, from a day before the first day to two days after the last.
    let pieces: [Piece]

    init(zone: TimeZone, days: ClosedRange<LocalDay>) {
        func offset(_ instant: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))) }
        let (first, last) = ((days.lowerBound.number - 1) * 86_400, (days.upperBound.number + 2) * 86_400)
        var pieces: [Piece] = []
        var (start, current, probe) = (first, offset(first), first)
        while probe < last {
            let next = probe + 86_400
            let found = offset(next)
            if found != current {
                // The change is in (low, high].
                var (low, high) = (probe, next)
                while high - low > 1 {
                    let middle = low + (high - low) / 2
                    if offset(middle) == current { low = middle } else { high = middle }
                }
                pieces.append(Piece(start: start, end: high, offset: current))
                (start, current) = (high, offset(high))
            }
            // A second change on the same day is looked for from the first one on.
            probe = found == current ? next : start
        }
        pieces.append(Piece(start: start, end: probe, offset: current))
        self.pieces = pieces
    }

    /// The pieces in which a wall clock can show a time of the day.
    func pieces(of day: LocalDay) -> ArraySlice<Piece> {
        let (midnight, next) = (day.number * 86_400, (day.number + 1) * 86_400)
        let first = pieces.firstIndex { midnight < $0.end + $0.offset } ?? pieces.endIndex
        let end = pieces.lastIndex { $0.start + $0.offset <= next }.map { $0 + 1 } ?? first
        return pieces[first..<max(first, end)]
    }

    /// See `LocalDay.instant(minute:in:)`.
    func instant(day: LocalDay, minute: Int) -> Int? {
        Self.instant(wall: day.number * 86_400 + minute * 60, in: pieces(of: day))
    }

    static func instant(wall: Int, in pieces: ArraySlice<Piece>) -> Int? {
        for piece in pieces {
            let instant = wall - piece.offset
            if instant >= piece.start, instant < piece.end { return instant }
        }
        return nil
    }

    /// The first instant when the wall shows this day or a later one.
    func start(of day: LocalDay) -> Int {
        let midnight = day.number * 86_400
        for piece in pieces {
            let instant = max(piece.start, midnight - piece.offset)
            if instant < piece.end { return instant }
        }
        return midnight - (pieces.last?.offset ?? 0)
    }

    /// Nil for an instant that the table does not reach.
    func day(at instant: Int) -> LocalDay? {
        pieces.first { $0.start <= instant && instant < $0.end }.map { LocalMoment(wall: instant + $0.offset).day }
    }
}
