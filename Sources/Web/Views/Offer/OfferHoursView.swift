// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The hours of each week and the days that are different. The weekly form's fields are those of ``WeekForm``; an exception's:
/// `firstDay`, `lastDay`, `kind` (`closed` or `hours`), rows of spans with the key `x`, `label`.
struct OfferHoursView: View {
    static let template = "offer/hours"

    struct Exception: Sendable {
        var id: String
        /// Already formatted: a day, or “from … to …”.
        var when: String
        /// Already formatted; nil: closed.
        var hours: String?
        var label: String
    }

    /// Coming appointments that do not lie in the hours.
    struct Outside: Sendable {
        struct Row: Sendable {
            var id: String
            /// Already formatted.
            var when: String
            var client: String
            /// Is not moved over its client's head: another time is proposed.
            var isRequest: Bool
        }

        var rows: [Row]
        /// There are others, later.
        var hasMore: Bool
    }

    var frame: OfferFrame
    /// The practitioner's zone by name: “heure de Paris”.
    var zone: String
    var week: WeekForm
    var weekState: FormState
    /// The field in which typing goes on after a button that does not save.
    var focus: String?
    var exceptions: [Exception]
    var exceptionForm: FormState
    var preview = OfferPreview()
    /// Nil when all of them do.
    var outside: Outside?

    func title(_ words: Catalog) -> String { frame.part.word(words) }

    func fields(_ words: Catalog) -> Fields {
        let days = week.days.enumerated().map { index, spans in
            SpanFields(
                spans: spans, about: Self.weekday(index + 1, words), focus: focus, remove: "remove-\(index + 1)")
        }
        let preview = preview.fields(words("offer_preview_times_text"))
        return frame.fields(words).merging(preview).merging([
            "zone": zone,
            "action": SiteURL.offer(.hours).path,
            "week": [
                "problems": weekState.summary(days.flatMap { $0.inputs(words) }),
                "days": days.enumerated().map { day($1, $0 + 1, words) },
            ] as Fields,
            "exceptions": exceptions.isEmpty ? nil : ["rows": exceptions.map(Self.fields)] as Fields,
            "outside": outside.map(Self.fields),
            "exceptionAction": SiteURL.offer(.exceptions).path,
            "exception": exceptionFields(words),
        ])
    }

    private func day(_ spans: SpanFields, _ weekday: Int, _ words: Catalog) -> Fields {
        [
            "weekday": String(weekday),
            "dayName": spans.about,
            "rows": spans.fields(weekState, words),
            "isClosed": spans.spans.rows.isEmpty,
            "isMonday": weekday == 1,
            "add": spans.spans.rows.count < SpanRows.most ? "add-\(weekday)" : nil,
        ]
    }

    private static func fields(_ row: Exception) -> Fields {
        [
            "when": row.when, "hours": row.hours, "label": row.label.isEmpty ? nil : row.label,
            "removePath": SiteURL.offer(.removeException(id: row.id)).path,
        ]
    }

    private static func fields(_ outside: Outside) -> Fields {
        [
            "rows": outside.rows.map { row -> Fields in
                let path = SiteURL.deskAppointment(id: row.id).path
                return [
                    "when": row.when, "client": row.client, "path": path,
                    "movePath": row.isRequest ? nil : SiteURL.moveAppointment(id: row.id).path,
                    "cancelPath": row.isRequest ? nil : path + "#cancel",
                    "proposePath": row.isRequest ? SiteURL.proposeTimes(id: row.id).path : nil,
                    "answerPath": row.isRequest ? path + "#answer" : nil,
                ]
            }, "hasMore": outside.hasMore,
        ]
    }

    private func exceptionFields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(
                name: "firstDay", label: words("offer_exception_first"), type: "date", maxLength: 10, prefix: "x-"),
            FormField(
                name: "lastDay", label: words("offer_exception_last"), type: "date",
                hint: words("offer_exception_last_hint"), isRequired: false, maxLength: 10, prefix: "x-"),
            FormField(
                name: "kind", label: words("offer_exception_kind"),
                options: ["closed", "hours"].map { .init(value: $0, label: words("offer_exception_\($0)")) },
                prefix: "x-"),
            FormField(
                name: "label", label: words("offer_exception_label"), hint: words("offer_exception_label_hint"),
                autocomplete: "off", isRequired: false, maxLength: 60, prefix: "x-"),
        ]
        let spans = SpanFields(
            spans: SpanRows(key: "x", rows: Array(repeating: .init(start: "", end: ""), count: Self.exceptionRows)),
            about: words("offer_exception_hours_about"))
        return inputs.form(exceptionForm).merging([
            "problems": exceptionForm.summary(inputs + spans.inputs(words)),
            "rows": spans.fields(exceptionForm, words),
        ])
    }

    /// Spans that one exception's form has room for.
    static let exceptionRows = 3

    /// 1 is Monday; with a capital, because it stands alone.
    static func weekday(_ number: Int, _ words: Catalog) -> String {
        let name = words("dates_weekday_\(number % 7 + 1)")
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    static let samples = [
        OfferHoursView(
            frame: OfferFrame(part: .hours, watch: .sample), zone: "heure de Paris",
            week: WeekForm(spans: [[.init(start: 540, end: 720)], [], [], [], [], [], []]),
            weekState: FormState(errors: ["start-1-0": "?", "end-1-0": "?"]), focus: "start-1-0",
            exceptions: [
                Exception(id: "e1", when: "lundi 2 novembre 2026", hours: nil, label: "Pont"),
                Exception(id: "e2", when: "mardi 3 novembre 2026", hours: "9 h – 12 h", label: ""),
            ], exceptionForm: FormState(errors: ["firstDay": "?", "start-x-0": "?"]),
            preview: OfferPreview(path: "/"),
            outside: Outside(
                rows: [
                    .init(
                        id: "a1", when: "lundi 2 novembre à 10 h (heure de Paris)", client: "Zoë Lefèvre-Østergård",
                        isRequest: false),
                    .init(
                        id: "a2", when: "lundi 2 novembre à 14 h (heure de Paris)", client: "Tom Hall", isRequest: true),
                ], hasMore: true)),
        OfferHoursView(
            frame: OfferFrame(part: .hours), zone: "UTC", week: WeekForm(spans: Array(repeating: [], count: 7)),
            weekState: FormState(), focus: nil, exceptions: [], exceptionForm: FormState()),
    ]
}
