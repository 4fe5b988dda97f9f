// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// An appointment or a request in one day of the calendar. Texts are already formatted.
struct CalendarItem: Sendable {
    var id: String
    /// The appointment's as this page shows it.
    var revision: Int
    var client: String
    /// “10 h 30”
    var when: String
    /// “ – 11 h 20”; nil in a month.
    var until: String?
    var state: ShownState
    /// The name of what was booked; empty when it was added by hand.
    var typeName: String = ""
    /// One of the colours of types; nil is the usual one.
    var colour: String?
    /// By the wall clock, where this day's part begins.
    var startMinute: Int
    /// Where it stands in the day's column; empty in a month.
    var place: String = ""
    /// It can still be moved, or another time be proposed, and it begins on this day.
    var isMovable: Bool
    /// It began the day before.
    var isContinued = false

    func fields(_ words: Catalog) -> Fields {
        [
            "id": id,
            "seen": String(revision),
            "asks": state == .requested ? client : nil,
            "client": client,
            "when": when,
            "until": until,
            "state": state.fields(words),
            "stateName": state.rawValue,
            "typeName": typeName.isEmpty ? nil : typeName,
            "minute": String(startMinute),
            "place": place,
            "colour": colour,
            "path": SiteURL.deskAppointment(id: id).path,
            "movePath": isMovable ? movePath : nil,
            "isContinued": isContinued,
            "mark": mark,
        ]
    }

    /// Where the question is asked: a request is not moved over its client's head, another time is proposed.
    private var movePath: String {
        state == .requested ? SiteURL.proposeTimes(id: id).path : SiteURL.moveAppointment(id: id).path
    }

    /// A sign before the words, so that states differ without colour.
    private var mark: String {
        switch state {
        case .requested, .moved: "?"
        case .confirmed: "●"
        case .held: "✓"
        case .missed, .vain, .unseen: "✗"
        case .declined, .expired, .cancelled: "–"
        }
    }

    static let samples = ShownState.allCases.enumerated().map { index, state in
        CalendarItem(
            id: "a\(index)", revision: 1, client: "Zoë Lefèvre-Østergård", when: "10 h 30",
            until: index == 1 ? nil : " – 11 h 20",
            state: state,
            typeName: index == 0 ? "Premier entretien" : "", colour: index == 0 ? "blue" : nil, startMinute: 630,
            place: "row-30 rows-10",
            isMovable: index < 2, isContinued: index == 3)
    }
}
