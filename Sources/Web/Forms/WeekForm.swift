// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The form of a week's hours: seven days of rows, and what its buttons do to them before anything is saved.
struct WeekForm: Sendable, Equatable {
    /// Monday first.
    var days: [SpanRows]

    /// What a button asks for.
    enum Step: Sendable, Equatable {
        case save
        case add(day: Int)
        case remove(day: Int, row: Int)
        /// Monday's hours for the days to Friday.
        case copyMonday

        /// `save`, `add-3`, `remove-3-0`, `copy`; anything else saves, as the Enter key does.
        init(_ text: String) {
            let parts = text.split(separator: "-")
            let numbers = parts.dropFirst().compactMap { Int($0) }
            switch (parts.first, numbers.count) {
            case ("copy", 0): self = .copyMonday
            case ("add", 1) where (1...7).contains(numbers[0]): self = .add(day: numbers[0])
            case ("remove", 2) where (1...7).contains(numbers[0]) && (0..<SpanRows.most).contains(numbers[1]):
                self = .remove(day: numbers[0], row: numbers[1])
            default: self = .save
            }
        }
    }

    static let fields: Set<String> = (1...7).reduce(into: ["do"]) { $0.formUnion(SpanRows.names(key: String($1))) }

    init(_ form: Form) {
        days = (1...7).map { SpanRows(key: String($0), form) }
    }

    /// - Parameter spans: seven lists, Monday first.
    init(spans: [[SpanRows.Span]]) {
        days = spans.enumerated().map { SpanRows(key: String($0 + 1), spans: $1) }
    }

    /// The rows after a button that does not save; the name of the field in which typing goes on.
    mutating func take(_ step: Step) -> String? {
        switch step {
        case .save: return nil
        case .add(let day):
            guard days[day - 1].rows.count < SpanRows.most else { return nil }
            days[day - 1].rows.append(SpanRows.Row(start: "", end: ""))
            return days[day - 1].names(days[day - 1].rows.count - 1).start
        case .remove(let day, let row):
            if days[day - 1].rows.indices.contains(row) { days[day - 1].rows.remove(at: row) }
            return nil
        case .copyMonday:
            let monday = days[0].rows.filter { !$0.isEmpty }
            for day in 1...4 { days[day].rows = monday }
            return nil
        }
    }

    /// Seven lists of spans, Monday first, and what is wrong by field name.
    func read() -> (spans: [[SpanRows.Span]], faults: [String: SpanFault]) {
        let read = days.map { $0.read() }
        return (read.map(\.spans), read.reduce(into: [:]) { $0.merge($1.faults) { one, _ in one } })
    }

    /// For showing it again.
    func state(_ faults: [String: SpanFault] = [:], words: Catalog) -> FormState {
        FormState(
            values: days.reduce(into: [:]) { $0.merge($1.values) { one, _ in one } },
            errors: faults.mapValues { $0.sentence(words) })
    }
}
