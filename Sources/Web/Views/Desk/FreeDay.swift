// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The free times of one day, to choose from. Texts are already formatted.
struct FreeDay: Sendable {
    struct Time: Sendable {
        /// “10 h 30”
        var text: String
        /// What the form or the link sends for it.
        var value: String
        /// Where choosing it leads; nil where it is a box to tick.
        var path: String?
        var isChosen = false
    }

    /// “mardi 3 juin”
    var day: String
    var times: [Time]

    /// - Parameter first: the number of the first time among all of the page.
    func fields(first: Int) -> Fields {
        [
            "day": day,
            "times": times.enumerated().map { index, time -> Fields in
                [
                    "text": time.text, "value": time.value, "timePath": time.path, "isChosen": time.isChosen,
                    "field": "slot\(first + index)",
                ]
            },
        ]
    }

    /// All days, their times numbered through; false for none.
    static func list(_ days: [FreeDay]) -> Any {
        var first = 0
        let rows = days.map { day -> Fields in
            defer { first += day.times.count }
            return day.fields(first: first)
        }
        return rows.isEmpty ? false : ["rows": rows] as Fields
    }

    static let samples = [
        FreeDay(
            day: "mardi 3 juin",
            times: [
                Time(text: "10 h 30", value: "1780475400", path: nil, isChosen: true),
                Time(text: "11 h 30", value: "1780479000", path: "/desk"),
            ])
    ]
}
