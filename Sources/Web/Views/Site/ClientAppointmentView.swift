// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The client's own page, behind the manage link. It names nobody in its title.
struct ClientAppointmentView: View {
    static let template = "client/appointment"

    var token: String
    var state: ShownState
    var practitioner: String
    /// In the client's zone.
    var when: String
    /// In the practitioner's zone, where it differs.
    var whenForPractitioner: String?
    var minutes: Int
    /// The personal link's path; nil when there is nothing to join any more (or not yet).
    var joinPath: String?
    /// From when one may ask to join, already formatted; nil when it is possible now.
    var opensAt: String?
    var canCancel: Bool
    var helpPhone: String?

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "state": state.fields(words),
            "sentence": sentence(words),
            "practitioner": practitioner,
            "when": when,
            "whenForPractitioner": whenForPractitioner,
            "length": words("common_minutes", ["count": String(minutes)]),
            "joinPath": joinPath,
            "opens": opensAt.map { words("visit_opens", ["time": $0]) },
            "testPath": joinPath == nil ? nil : SiteURL.deviceTest.path,
            "cancelPath": canCancel ? SiteURL.cancelByClient(token: token).path : nil,
            "helpPhone": helpPhone,
            "joinHelpPath": HelpAnchor.join.path,
        ]
    }

    private func sentence(_ words: Catalog) -> String {
        let names = ["practitioner": practitioner]
        return switch state {
        case .requested: words("visit_is_requested", names)
        case .confirmed, .moved: words("visit_is_confirmed", names)
        case .declined: words("visit_is_declined", names)
        case .expired: words("visit_is_expired", names)
        case .cancelled: words("visit_is_cancelled", names)
        case .held, .missed: words("visit_is_over", names)
        }
    }

    static let samples = ShownState.allCases.map { state in
        ClientAppointmentView(
            token: "t", state: state, practitioner: "Anne Martin", when: "mardi 3 juin à 10 h 30",
            whenForPractitioner: state == .confirmed ? "mardi 3 juin à 16 h 30" : nil, minutes: 50,
            joinPath: state == .confirmed ? "/call/anne/x" : nil, opensAt: state == .confirmed ? "10 h 15" : nil,
            canCancel: state == .confirmed, helpPhone: state == .confirmed ? "+33123456789" : nil)
    }
}
