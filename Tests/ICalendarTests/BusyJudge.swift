// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// PyPI recurring-ical-events' reading of feeds (`Tests/Interop/busy_times.py`).
struct BusyJudge: Decodable {
    struct Question: Encodable {
        let path: String
        var from: Int?
        var to: Int?
        var zone = "Europe/Paris"
    }

    let from: Int?
    let to: Int?
    let spans: [[Int]]?
    /// What hindered the judge.
    let error: String?

    static func answers(_ questions: [Question]) throws -> [BusyJudge] {
        try JSONDecoder().decode(
            [BusyJudge].self, from: ForeignPython.answer("busy_times.py", to: JSONEncoder().encode(questions)))
    }
}
