// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Appointments at whose start the clocks will show another hour than was agreed, and what may be done about it.
struct ChangedHoursNote: Sendable {
    struct Row: Sendable {
        var id: String
        var client: String
        /// “lundi 1 juin à 10 h 30 (heure de Paris, UTC+2)”, agreed and now, for each zone whose rules changed.
        var hours: [(agreed: String, now: String)]
    }

    var rows: [Row]

    func fields(_ words: Catalog) -> Fields {
        [
            "rows": rows.map { row -> Fields in
                [
                    "client": row.client, "path": SiteURL.deskAppointment(id: row.id).path,
                    "hours": row.hours.map { words("desk_changed_row", ["agreed": $0.agreed, "now": $0.now]) },
                ]
            },
            "ids": rows.map(\.id).joined(separator: " "),
            "action": SiteURL.changedHours.path,
        ]
    }

    static let sample = ChangedHoursNote(rows: [
        Row(
            id: "a1", client: "Zoë",
            hours: [("jeudi 4 juin à 10 h 30 (heure de Paris, UTC+2)", "jeudi 4 juin à 9 h 30 (heure de Paris, UTC+1)")]
        )
    ])
}
