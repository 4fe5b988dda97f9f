// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Rows of “from … to …” in a form, such as one day's working hours: what was typed, and what it means. The fields' names are
/// `start-<key>-<row>` and `end-<key>-<row>`.
struct SpanRows: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        var start: String
        var end: String

        var isEmpty: Bool { start.isEmpty && end.isEmpty }
    }

    /// Minutes since midnight; the end is at most 1440.
    struct Span: Sendable, Equatable {
        var start: Int
        var end: Int
    }

    /// What makes the names of these rows differ from other rows in the same form.
    var key: String
    var rows: [Row]

    /// At most this many in one place.
    static let most = 6

    init(key: String, rows: [Row] = []) {
        self.key = key
        self.rows = rows
    }

    /// The rows that were sent, empty ones included; none without a form.
    init(key: String, _ form: Form?) {
        self.init(key: key)
        guard let form else { return }
        for row in 0..<Self.most {
            let names = names(row)
            guard form.has(names.start) || form.has(names.end) else { continue }
            rows.append(Row(start: form[names.start], end: form[names.end]))
        }
    }

    init(key: String, spans: [Span]) {
        self.init(key: key, rows: spans.map { Row(start: WallTime.text($0.start), end: WallTime.text($0.end)) })
    }

    func names(_ row: Int) -> (start: String, end: String) { ("start-\(key)-\(row)", "end-\(key)-\(row)") }

    static func names(key: String) -> Set<String> {
        let rows = SpanRows(key: key)
        return Set((0..<most).flatMap { [rows.names($0).start, rows.names($0).end] })
    }

    /// The spans in the order of the day, and what is wrong by field name. A row left empty is no span.
    func read() -> (spans: [Span], faults: [String: SpanFault]) {
        var found: [(span: Span, row: Int)] = []
        var faults: [String: SpanFault] = [:]
        for (row, typed) in rows.enumerated() where !typed.isEmpty {
            let names = names(row)
            let start = WallTime.minutes(typed.start)
            var end = WallTime.minutes(typed.end)
            if end == 0 { end = 1_440 }
            if start == nil || start == 1_440 { faults[names.start] = typed.start.isEmpty ? .missing : .time }
            if end == nil { faults[names.end] = typed.end.isEmpty ? .missing : .time }
            guard let start, let end, start < 1_440 else { continue }
            if end <= start { faults[names.end] = .order } else { found.append((Span(start: start, end: end), row)) }
        }
        found.sort { $0.span.start < $1.span.start }
        for (earlier, later) in zip(found, found.dropFirst()) where later.span.start < earlier.span.end {
            faults[names(later.row).start] = .overlap
        }
        return (found.map(\.span), faults)
    }

    /// What was typed, by field name.
    var values: [String: String] {
        var values: [String: String] = [:]
        for (row, typed) in rows.enumerated() {
            values[names(row).start] = typed.start
            values[names(row).end] = typed.end
        }
        return values
    }
}

/// What can be wrong with one end of a span.
enum SpanFault: String, Sendable {
    case missing, time, order, overlap

    func sentence(_ words: Catalog) -> String {
        switch self {
        case .missing: words("common_problem_missing")
        case .time: words("common_problem_time")
        case .order: words("offer_problem_order")
        case .overlap: words("offer_problem_overlap")
        }
    }
}
