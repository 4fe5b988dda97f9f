// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Free times for an appointment that there is already.
struct MoveView: View {
    static let template = "client/move"

    var token: String
    /// The time that it has now, in the client's zone.
    var when: String
    var zone: ZoneChoice
    var week: BookWeek
    /// The time that was chosen is gone.
    var isTaken: Bool
    var helpPhone: String?

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "backPath": SiteURL.client(token: token).path,
            "problem": isTaken ? words("visit_move_taken") : nil,
            "lead": words("visit_move_lead", ["when": when]),
            "zoneChoice": zone.fields(words),
            "week": week.fields(),
            "helpPhone": helpPhone,
        ]
    }

    static let samples = BookWeek.samples.map { week in
        MoveView(
            token: "t", when: "mardi 3 juin à 10 h 30", zone: .sample, week: week, isTaken: week.days.isEmpty,
            helpPhone: nil)
    }
}
