// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One FREEBUSY line (RFC 5545, 3.8.2.6): what programs publish that tell when somebody is busy and not with what.
struct FeedPeriods {
    private let line: FeedLine
    private let zones: FeedZones

    init(_ line: FeedLine, zones: FeedZones) {
        (self.line, self.zones) = (line, zones)
    }

    /// A period that cannot be read is left out; every kind but FREE is busy, also one that nobody knows.
    func spans(in window: FeedWindow, _ meter: FeedMeter) throws(FeedError) -> [FeedSpan] {
        guard line.parameters["FBTYPE"]?.uppercased() != "FREE" else { return [] }
        var spans: [FeedSpan] = []
        for value in line.values {
            try meter.step()
            guard let span = span(value), span.start < span.end, window.touches(span) else { continue }
            try meter.count()
            spans.append(span)
        }
        return spans
    }

    private func span(_ text: Substring) -> FeedSpan? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = FeedMoment(parts[0], of: line, zones: zones) else { return nil }
        if let end = FeedMoment(parts[1], of: line, zones: zones) {
            return FeedSpan(start: start.instant, end: end.instant)
        }
        guard let duration = FeedDuration(parts[1]) else { return nil }
        let length = FeedLength(start: start, end: nil, duration: duration)
        return FeedSpan(start: start.instant, end: length.end(wall: start.time.wall, in: start.zone))
    }
}
