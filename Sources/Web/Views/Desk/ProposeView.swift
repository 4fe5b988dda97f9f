// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Proposes other times for a request. Fields: `slot0` … (seconds since 1970 of a ticked time), `day` and `time` of one more,
/// `words`.
struct ProposeView: View {
    static let template = "desk/propose"
    /// Times that one page offers at most.
    static let mostTimes = 400

    var id: String
    /// The request's as this page shows it.
    var revision: Int
    var client: String
    /// What was requested, in the practitioner's zone.
    var wanted: String
    var zone: String
    /// A time that the request was dragged to.
    var question: DeskMoveView.Question?
    /// Where nothing is proposed.
    var backPath: String
    var free: [FreeDay]
    var form: FormState
    /// Days before these; nil when those are over.
    var earlierPath: String?
    var laterPath: String
    /// This page's own days, which a refused form leads back to.
    var action: String
    var watch: ArrivalWatch?

    func title(_ words: Catalog) -> String { words("desk_propose_title") }

    func fields(_ words: Catalog) -> Fields {
        var day = FormField(name: "day", label: words("desk_day"), type: "date", maxLength: 10)
        var time = FormField(name: "time", label: words("desk_time"), type: "time", hint: zone, maxLength: 8)
        day.isRequired = false
        time.isRequired = false
        let inputs = [day, time, .words(words, label: words("desk_decline_words"))]
        return [
            "client": client,
            "wanted": words("desk_propose_wanted", ["when": wanted]),
            "question": question.map { $0.fields(words("desk_propose_question", ["when": $0.when])) },
            "free": FreeDay.list(free),
            "form": inputs.form(form),
            "seen": String(revision),
            "here": here,
            "watch": watch?.fields,
            "action": action,
            "earlierPath": earlierPath,
            "laterPath": laterPath,
            "backPath": backPath,
            "fromCalendar": question != nil,
        ]
    }

    /// Where this page is had anew, with what it asks.
    private var here: String {
        question.map { SiteURL.proposeTimes(id: id).path + "?day=\($0.day)&time=\($0.time)" } ?? action
    }

    static var samples: [ProposeView] {
        let open = ProposeView(
            id: "a1", revision: 1, client: "Zoë Lefèvre-Østergård", wanted: "mardi 3 juin à 10 h 30 (heure de Paris)",
            zone: "heure de Paris", question: DeskMoveView.samples[0].question, backPath: "/desk",
            free: FreeDay.samples, form: FormState(), earlierPath: nil, laterPath: "/desk",
            action: "/desk", watch: .sample)
        var wrong = open
        wrong.question = DeskMoveView.samples[1].question
        wrong.free = []
        wrong.watch = nil
        wrong.earlierPath = "/desk"
        wrong.form = FormState(errors: ["time": "?"], message: "?")
        return [open, wrong]
    }
}

extension FormField {
    /// The practitioner's own words in a mail to the client.
    static func words(_ words: Catalog, label: String, prefix: String = "") -> FormField {
        FormField(
            name: "words", label: label, hint: words("desk_decline_words_hint"), isRequired: false, maxLength: 500,
            prefix: prefix)
    }
}
