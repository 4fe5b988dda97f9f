// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The device test: the lobby's own set-up, days before if one likes, without a room and without a socket.
struct DeviceTestView: View {
    static let template = "call/test"

    var context: CallPageContext
    /// Whose test it is; nil for everybody's.
    var appointment: OfAppointment?

    struct OfAppointment: Sendable {
        /// Of the manage link.
        var token: String
        /// Who hears of the result.
        var practitioner: String
    }

    func title(_ words: Catalog) -> String { words("call_test_title") }

    func fields(_ words: Catalog) -> Fields {
        context.fields(words, forHost: false).merging([
            "link": nil,
            "linkQR": nil,
            "resultPath": appointment.map { SiteURL.clientReadiness(token: $0.token).path },
            "ownPath": appointment.map { SiteURL.client(token: $0.token).path },
            "told": appointment.map { words("visit_test_told", ["practitioner": $0.practitioner]) },
        ])
    }

    static var samples: [DeviceTestView] {
        [
            DeviceTestView(context: .sample),
            DeviceTestView(context: .sample, appointment: OfAppointment(token: "t", practitioner: "Anne Martin")),
        ]
    }
}
