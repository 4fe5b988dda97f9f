// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Words

/// Seven days with their free times, in one zone.
struct BookWeek: Sendable {
    struct Day: Sendable {
        /// `2026-06-03`.
        var id: String
        var name: String
        var times: [Time]
    }

    struct Time: Sendable {
        var value: String
        var label: String
        /// Where a time is a link; nil where it is a button of the form around the week.
        var path: String?
    }

    var heading: String
    var beforePath: String?
    var afterPath: String?
    var days: [Day]
    /// Shown when the week has no time: where the next one is, nil when there is none at all.
    var next: (path: String, word: String)?

    /// - Parameter isShownOnly: times can be read, not chosen.
    func fields(isShownOnly: Bool = false) -> Fields {
        [
            "heading": heading,
            "beforePath": beforePath,
            "afterPath": afterPath,
            "isEmpty": days.isEmpty,
            "nextFree": next.map { ["path": $0.path, "word": $0.word] as Fields },
            "days": days.map { day -> Fields in
                ["id": day.id, "name": day.name, "slots": day.times.map { Self.fields($0, of: day, isShownOnly) }]
            },
        ]
    }

    private static func fields(_ time: Time, of day: Day, _ isShownOnly: Bool) -> Fields {
        [
            "value": time.value, "label": time.label, "path": time.path,
            "isButton": time.path == nil && !isShownOnly, "isShownOnly": isShownOnly, "day": day.id,
        ]
    }

    static let samples = [
        BookWeek(
            heading: "Du mardi 3 juin au lundi 9 juin", beforePath: "/", afterPath: "/",
            days: [
                Day(
                    id: "2026-06-03", name: "mardi 3 juin",
                    times: [
                        Time(value: "20260603T083000Z", label: "10 h 30", path: nil),
                        Time(value: "20260603T093000Z", label: "11 h 30", path: "/"),
                    ])
            ], next: nil),
        BookWeek(
            heading: "Du mardi 3 juin au lundi 9 juin", beforePath: nil, afterPath: nil, days: [],
            next: ("/", "Prochain jour libre : mardi 10 juin")),
        BookWeek(
            heading: "Du mardi 3 juin au lundi 9 juin", beforePath: nil, afterPath: nil, days: [], next: nil),
    ]
}
