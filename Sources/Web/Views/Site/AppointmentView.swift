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
    var canMove: Bool
    /// What was noted may be changed: to the other of held and missed.
    var canCorrect: Bool
    /// What was said when it was declined, cancelled or other times were proposed.
    var reason: String?
    /// How many requests lost their slot to this one, when it has just been confirmed.
    var lost: Int
    /// The mails to the client before the latest one, latest first.
    var mails: [MailLine]
    /// Made by “Try it now”: the practitioner is the client too, and opens the link in a second window.
    var isTrial: Bool
    var watch: ArrivalWatch?
    /// Other calendars that are known only as they were long ago; nil when there are none.
    var staleCalendars: String?

    /// One of the appointment's mails.
    struct MailLine: Sendable {
        var subject: String
        var summary: MailSummary
    }

    func title(_ words: Catalog) -> String { words("desk_appointment_title") }

    func fields(_ words: Catalog) -> Fields {
        let answerField = FormField.words(words, label: words("desk_decline_words"))
        let reasonField = FormField(
            name: "reason", label: words("desk_cancel_words"), hint: words("desk_decline_words_hint"),
            isRequired: false, maxLength: 500)
        return row.fields(words).merging([
            "here": SiteURL.deskAppointment(id: row.id).path,
            "when": when,
            "whenForClient": whenForClient,
            "email": email,
            "phone": phone,
            "clientLanguage": clientLanguage,
            "note": note.flatMap { $0.isEmpty ? nil : $0 },
            "attendance": attendance.isEmpty ? nil : ["rows": attendance.map { $0.fields(words) }] as Fields,
            "declinePath": SiteURL.declineAppointment(id: row.id).path,
            "proposePath": SiteURL.proposeTimes(id: row.id).path,
            "wordsField": answerField.fields(FormState()),
            "reasonField": reasonField.fields(FormState()),
            "movePath": canMove ? SiteURL.moveAppointment(id: row.id).path : nil,
            "correction": canCorrect ? correction(words) : nil,
            "reason": reason.flatMap { $0.isEmpty ? nil : $0 },
            "mails": mails.isEmpty
                ? nil
                : [
                    "rows": mails.map { line in
                        line.summary.fields(words).merging(["subject": line.subject])
                    }
                ] as Fields,
            "lostText": lostText(words),
            "cancelPath": canCancel ? SiteURL.cancelAppointment(id: row.id).path : nil,
            "trialLink": isTrial ? row.invite?.link : nil,
            "deskRoomPath": SiteURL.deskRoom.path,
            "backPath": SiteURL.desk.path,
            "watch": watch?.fields,
            "staleCalendars": staleCalendars,
            "calendarsPath": SiteURL.offer(.calendars).path,
        ])
    }

    private func correction(_ words: Catalog) -> Fields {
        let isHeld = row.state == .held
        return [
            "path": isHeld ? SiteURL.missedAppointment(id: row.id).path : SiteURL.heldAppointment(id: row.id).path,
            "word": isHeld ? words("desk_correct_missed") : words("desk_correct_held"),
        ]
    }

    private func lostText(_ words: Catalog) -> String? {
        switch lost {
        case ..<1: nil
        case 1: words("desk_request_lost_one")
        default: words("desk_request_lost", ["count": String(lost)])
        }
    }

    static let samples = AppointmentRow.samples.enumerated().map { index, row in
        AppointmentView(
            row: row, when: "mardi 3 juin à 10 h 30 (heure de Paris)",
            whenForClient: index == 0 ? "mardi 3 juin à 4 h 30 (heure de New York)" : nil, email: "zoe@example.org",
            phone: index == 0 ? "+33612345678" : nil, clientLanguage: "Français", note: index == 0 ? "Salle 2" : nil,
            attendance: index == 0 ? AttendanceLine.samples : [], canCancel: index < 2,
            canMove: index < 2, canCorrect: index == 3, reason: index == 1 ? "Un empêchement" : nil, lost: 2 - index,
            mails: [MailLine(subject: "Votre rendez-vous", summary: MailSummary(id: "m9", state: .accepted))],
            isTrial: index == 0,
            watch: index == 0 ? .sample : nil, staleCalendars: "Non lu depuis plus d’un jour : Famille.")
    }
}
