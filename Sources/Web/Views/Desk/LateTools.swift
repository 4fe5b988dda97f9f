// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Says with one press how late the practitioner will be for an appointment.
struct LateTools: Sendable {
    /// Minutes that have a button of their own.
    static let choices = [5, 10, 15]
    static let bounds = 1...240

    /// Of the appointment.
    var id: String
    /// What was said before; 0 is nothing.
    var delayMinutes: Int

    func fields(_ words: Catalog) -> Fields {
        [
            "latePath": SiteURL.runningLate(id: id).path,
            "delayText": delayMinutes == 0 ? nil : words("desk_late_said", ["minutes": String(delayMinutes)]),
            "lateChoices": Self.choices.map { minutes -> Fields in
                ["minutes": String(minutes), "word": words("desk_late_minutes", ["minutes": String(minutes)])]
            },
            "lateField": "late-\(id)",
            "lateLeast": String(Self.bounds.lowerBound),
            "lateMost": String(Self.bounds.upperBound),
        ]
    }
}
