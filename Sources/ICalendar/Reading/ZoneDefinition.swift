// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A VTIMEZONE (RFC 5545, 3.6.5), written anew from the values that were understood, so that libical's parser meets nothing
/// else.
struct ZoneDefinition {
    var id: String?
    private var observances: [Observance] = []

    private struct Observance {
        let kind: String
        var lines: [String] = []
        var rules = 0
    }

    // More than any zone has had changes since 1900, and more rules than one calendar names for a zone.
    private static let (observancesKept, linesKept, rulesKept) = (400, 400, 40)

    /// - Parameter kind: STANDARD or DAYLIGHT.
    mutating func begin(_ kind: String) {
        observances.append(Observance(kind: kind))
    }

    /// A property of the observance that began last.
    mutating func add(_ line: FeedLine) {
        guard let last = observances.indices.last, observances.count <= Self.observancesKept,
            observances[last].lines.count < Self.linesKept
        else { return }
        switch line.name {
        case "DTSTART":
            guard let time = FeedTime(line.value) else { return }
            observances[last].lines.append("DTSTART:\(time.written)")
        case "RDATE":
            for time in line.values.prefix(Self.linesKept).compactMap({ FeedTime($0) }) {
                observances[last].lines.append("RDATE:\(time.written)")
            }
        case "TZOFFSETFROM", "TZOFFSETTO":
            guard Self.isOffset(line.value) else { return }
            observances[last].lines.append("\(line.name):\(line.value)")
        case "RRULE":
            guard let rule = RecurrenceRule(line.value), rule.isYearly else { return }
            observances[last].rules += 1
            observances[last].lines.append("RRULE:\(rule.written)")
        default: break
        }
    }

    /// Nil when nothing of it can be used.
    var written: String? {
        let kept = observances.prefix(Self.observancesKept)
        guard !kept.isEmpty, kept.reduce(0, { $0 + $1.rules }) <= Self.rulesKept else { return nil }
        let parts = kept.map { part in
            (["BEGIN:\(part.kind)"] + part.lines + ["END:\(part.kind)"]).joined(separator: "\r\n")
        }
        return (["BEGIN:VTIMEZONE", "TZID:zone"] + parts + ["END:VTIMEZONE", ""]).joined(separator: "\r\n")
    }

    /// `+HHMM` or `+HHMMSS`, less than a day.
    private static func isOffset(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 5 || bytes.count == 7, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes.dropFirst().allSatisfy({ (48...57).contains($0) })
        else { return false }
        return (bytes[1] - 48) * 10 + bytes[2] - 48 < 24
    }
}
