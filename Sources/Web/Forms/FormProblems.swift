// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Words

/// What is wrong with a form's fields, in the reader's language, by field name.
struct FormProblems: Error {
    var errors: [String: String]

    /// The instant that the fields `day` and `time` name.
    static func instant(
        _ day: String, _ time: String, in zone: TimeZone, _ words: Catalog
    ) throws(FormProblems) -> Date {
        do throws(LocalDateTime.Failure) {
            return try LocalDateTime(day: day, time: String(time.prefix(5))).instant(in: zone)
        } catch {
            switch error {
            case .day:
                throw FormProblems(errors: ["day": (day.isEmpty ? FieldProblem.missing : .date).sentence(words)])
            case .time:
                throw FormProblems(errors: ["time": (time.isEmpty ? FieldProblem.missing : .time).sentence(words)])
            case .skipped: throw FormProblems(errors: ["time": FieldProblem.gap.sentence(words)])
            }
        }
    }
}
