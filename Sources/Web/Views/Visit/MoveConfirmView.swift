// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The step before an appointment is moved: the address shows this page, only its button moves.
struct MoveConfirmView: View {
    static let template = "client/move-confirm"

    var token: String
    var slot: String
    var practitioner: String
    var from: String
    var to: ShownMoment
    /// The practitioner confirms the new time by hand.
    var isRequest: Bool
    var sendsMail: Bool

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "action": SiteURL.moveByClient(token: token).path,
            "backPath": SiteURL.client(token: token).path,
            "slot": slot,
            "from": from,
            "to": to.when,
            "toThere": to.whenThere,
            "next": next(words, ["practitioner": practitioner]),
        ]
    }

    private func next(_ words: Catalog, _ names: [String: String]) -> String {
        guard sendsMail else {
            return words(isRequest ? "visit_move_requested_next_quiet" : "visit_move_confirmed_next_quiet", names)
        }
        return words(isRequest ? "visit_move_requested_next" : "visit_move_confirmed_next", names)
    }

    static let samples = [true, false].map { isRequest in
        MoveConfirmView(
            token: "t", slot: "20260603T083000Z", practitioner: "Anne Martin", from: "mardi 3 juin à 10 h 30",
            to: ShownMoment(when: "mardi 3 juin à 11 h 30", whenThere: isRequest ? "…" : nil), isRequest: isRequest,
            sendsMail: isRequest)
    }
}
