// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// The people of the tests: Zoë and Max have appointments now, a stranger has the room's link.
extension VisitorID {
    static let zoe = VisitorID("Zoë")
    static let zoesPhone = VisitorID("Zoë's phone")
    static let zoesReload = VisitorID("Zoë's reload")
    static let max = VisitorID("Max")
    static let stranger = VisitorID("Stranger")

    /// The id of the knock that this page makes first.
    var knock: KnockID { KnockID("knock of \(rawValue)") }
}

extension VisitorPass {
    static let zoe = VisitorPass.personal(.zoe)
    static let max = VisitorPass.personal(.of("max"))
    static let roomLink = VisitorPass.roomLink(source: "192.0.2.1")
}

extension AppointmentPass {
    static let zoe = AppointmentPass.of("zoe")

    /// Opens and closes are seconds after the start.
    static func of(
        _ id: String, starts: Int = 0, opens: Int = -900, closes: Int = 7200, cancelled: Bool = false, delay: Int = 0
    ) -> Self {
        AppointmentPass(
            appointment: AppointmentID(id), clientName: "\(id) of the appointment", startsAt: starts,
            opens: Scene.start + .seconds(opens), closes: Scene.start + .seconds(closes), isCancelled: cancelled,
            delayMinutes: delay)
    }
}
