// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Moves an appointment: choose a time, read what it means, say yes. Fields: `day`, `time`, and `from` (`calendar` when the
/// calendar asked, which the answer then leads back to).
struct DeskMoveView: View {
    static let template = "desk/move"

    /// A time that was chosen, and what is to be known before it is taken. Texts are already formatted.
    struct Question: Sendable {
        /// “mercredi 4 juin à 10 h 30 (heure de Paris)”
        var when: String
        /// In the client's zone, where it differs.
        var whenForClient: String?
        /// Sentences that do not keep the appointment from being moved.
        var warnings: [String]
        /// Why it cannot be moved there.
        var refusal: String?
        var day: String
        var time: String

        /// - Parameter sentence: asks it, with the time.
        func fields(_ sentence: String) -> Fields {
            [
                "sentence": sentence, "whenForClient": whenForClient, "warnings": warnings, "refusal": refusal,
                "day": day, "time": time,
            ]
        }
    }

    var id: String
    /// The appointment's as this page shows it.
    var revision: Int
    var client: String
    /// Where it is now.
    var when: String
    var zone: String
    var question: Question?
    var form: FormState
    var free: [FreeDay]
    var fromCalendar: Bool
    /// Where nothing is changed.
    var backPath: String
    var sendsMail: Bool
    var watch: ArrivalWatch?

    func title(_ words: Catalog) -> String { words("desk_move_title") }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(name: "day", label: words("desk_day"), type: "date", maxLength: 10),
            FormField(name: "time", label: words("desk_time"), type: "time", hint: zone, maxLength: 8),
        ]
        return [
            "seen": String(revision),
            "here": here,
            "watch": watch?.fields,
            "client": client,
            "when": when,
            "question": question.map { $0.fields(words("desk_move_question", ["when": $0.when])) },
            "mailText": words(sendsMail ? "desk_move_mail" : "desk_move_no_mail", ["client": client]),
            "form": inputs.form(form),
            "free": FreeDay.list(free),
            "fromCalendar": fromCalendar,
            "movePath": SiteURL.moveAppointment(id: id).path,
            "backPath": backPath,
        ]
    }

    /// Where this page is had anew, with what it asks.
    private var here: String {
        let asked = question.map { "day=\($0.day)&time=\($0.time)" }
        let parts = [asked, fromCalendar ? "from=calendar" : nil].compactMap(\.self)
        return SiteURL.moveAppointment(id: id).path + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    static var samples: [DeskMoveView] {
        let asked = DeskMoveView(
            id: "a1", revision: 1, client: "Zoë Lefèvre-Østergård", when: "mardi 3 juin à 10 h 30 (heure de Paris)",
            zone: "heure de Paris",
            question: Question(
                when: "mercredi 4 juin à 10 h 30 (heure de Paris)", whenForClient: "mercredi 4 juin à 4 h 30",
                warnings: ["Cette heure est en dehors de vos horaires."], refusal: nil, day: "2026-06-04", time: "10:30"
            ),
            form: FormState(values: ["day": "2026-06-04", "time": "10:30"]), free: FreeDay.samples, fromCalendar: true,
            backPath: SiteURL.deskCalendar.path, sendsMail: true, watch: .sample)
        var refused = asked
        refused.question?.refusal = "Ce créneau est déjà pris."
        refused.question?.whenForClient = nil
        refused.fromCalendar = false
        refused.form.errors = ["time": "?"]
        var open = refused
        open.question = nil
        open.watch = nil
        open.free = []
        open.sendsMail = false
        return [asked, refused, open]
    }
}
