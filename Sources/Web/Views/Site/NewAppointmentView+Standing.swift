// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

extension NewAppointmentView.Question {
    /// Nil when nobody loses anything by it. That the time is outside the booking hours is the practitioner's own wish.
    init?(_ standing: SlotStanding, when: String, time: String, words: Catalog) {
        let rivals = standing.rivals.count
        let warnings =
            (rivals == 0
                ? []
                : [rivals == 1 ? words("desk_new_rival") : words("desk_new_rivals", ["count": String(rivals)])])
            + (standing.isBusyElsewhere ? [words("desk_request_busy")] : [])
        guard !warnings.isEmpty else { return nil }
        self.init(when: when, warnings: warnings, time: time)
    }
}
