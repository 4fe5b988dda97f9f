// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One appointment, for its practitioner.
struct AppointmentView: View {
    static let template = "desk/appointment"

    var row: AppointmentRow
    /// In the practitioner's zone.
    var when: String
    /// In the client's zone, where it differs.
    var whenForClient: String?
    var email: String
    var phone: String?
    /// The language's own name.
    var clientLanguage: String
    var note: String?
    /// The call's times, oldest first.
    var attendance: [AttendanceLine]
    var canCancel: Bool
    /// Made by “Try it now”: the practitioner is the client too, and opens the link in a second window.
    var isTrial: Bool
    var watch: ArrivalWatch?

    func title(_ words: Catalog) -> String { words("desk_appointment_title") }

    func fields(_ words: Catalog) -> Fields {
        row.fields(words).merging([
            "when": when,
            "whenForClient": whenForClient,
            "email": email,
            "phone": phone,
            "clientLanguage": clientLanguage,
            "note": note.flatMap { $0.isEmpty ? nil : $0 },
            "attendance": attendance.isEmpty ? nil : ["rows": attendance.map { $0.fields(words) }] as Fields,
            "cancelPath": canCancel ? SiteURL.cancelAppointment(id: row.id).path : nil,
            "trialLink": isTrial ? row.invite?.link : nil,
            "deskRoomPath": SiteURL.deskRoom.path,
            "backPath": SiteURL.desk.path,
            "watch": watch?.fields,
        ])
    }

    static let samples = AppointmentRow.samples.enumerated().map { index, row in
        AppointmentView(
            row: row, when: "mardi 3 juin à 10 h 30 (heure de Paris)",
            whenForClient: index == 0 ? "mardi 3 juin à 4 h 30 (heure de New York)" : nil, email: "zoe@example.org",
            phone: index == 0 ? "+33612345678" : nil, clientLanguage: "Français", note: index == 0 ? "Salle 2" : nil,
            attendance: index == 0 ? AttendanceLine.samples : [], canCancel: index < 2, isTrial: index == 0,
            watch: index == 0 ? .sample : nil)
    }
}
