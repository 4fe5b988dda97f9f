// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Adds an appointment. Fields: `name`, `email`, `phone`, `day` (`2026-06-03`), `time` (`10:30`), `length` (minutes),
/// `language`, `timeZone` (the client's), `note`, `confirm` (`yes` or `no`, by the button that was pressed), `seen`, the time
/// that the practitioner was asked about, and `began`, the form's stamp.
struct NewAppointmentView: View {
    static let template = "desk/new"

    /// What is to be known before the appointment is added. Texts are already formatted.
    struct Question: Sendable {
        /// “mercredi 4 juin à 10 h 30 (heure de Paris)”
        var when: String
        var warnings: [String]
        /// Start and length: another time is another question.
        var time: String
    }

    /// The practitioner's zone by name: “heure de Paris”.
    var zone: String
    /// IANA names.
    var timeZones: [String]
    /// Tells a second press from a second wish.
    var stamp: String
    var form: FormState
    var question: Question?

    func title(_ words: Catalog) -> String { words("desk_new_title") }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(name: "name", label: words("desk_client_name"), autocomplete: "off", maxLength: 60),
            FormField(
                name: "email", label: words("desk_client_email"), type: "email", autocomplete: "off", maxLength: 254),
            FormField(
                name: "phone", label: words("desk_client_phone"), type: "tel", hint: words("desk_client_phone_hint"),
                autocomplete: "off", isRequired: false, maxLength: 30),
            FormField(name: "day", label: words("desk_day"), type: "date", maxLength: 10),
            FormField(name: "time", label: words("desk_time"), type: "time", hint: zone, maxLength: 8),
            FormField(
                name: "length", label: words("desk_length"), type: "number", hint: words("desk_length_hint"),
                maxLength: 3),
            .language(words, label: words("desk_client_language"), hint: words("desk_client_language_hint")),
            .clientTimeZone(words, zones: timeZones),
            FormField(
                name: "note", label: words("desk_note"), hint: words("desk_note_hint"), isRequired: false,
                maxLength: 1_000),
        ]
        return [
            "form": inputs.form(form),
            "question": question.map { question -> Fields in
                [
                    "sentence": words("desk_new_question", ["when": question.when]), "warnings": question.warnings,
                    "seen": question.time,
                ]
            },
            "stamp": stamp,
            "action": SiteURL.newAppointment.path,
            "backPath": SiteURL.desk.path,
        ]
    }

    static let samples = [
        NewAppointmentView(
            zone: "heure de Paris", timeZones: ["Europe/Paris"], stamp: "1780473600.1f.x",
            form: FormState(values: ["length": "50", "language": "fr"]),
            question: Question(
                when: "mercredi 4 juin à 10 h 30 (heure de Paris)", warnings: ["Une demande porte sur cette heure."],
                time: "1780475400 50")),
        NewAppointmentView(
            zone: "heure de Paris", timeZones: ["Europe/Paris"], stamp: "1780473600.1f.x",
            form: FormState(errors: ["name": "?", "time": "?"])),
    ]
}
