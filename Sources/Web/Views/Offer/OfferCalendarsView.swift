// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Calendars kept elsewhere whose events block slots, and the practitioner's own appointments for another calendar. Fields of a
/// new one: `name`, `url`.
struct OfferCalendarsView: View {
    static let template = "offer/calendars"

    enum State: Sendable, Equatable {
        /// Added, and not fetched yet.
        case waiting
        case fresh
        /// Older than a day: it may say that somebody is free who is not.
        case stale
    }

    struct Row: Sendable {
        var id: String
        var name: String
        /// The host alone: the rest of a secret address is the secret.
        var host: String
        var state: State
        /// When it was last fetched well, already formatted; nil: never.
        var fetched: String?
        var events: Int
        /// Why the latest try failed, in words; nil when it did not.
        var failure: String?
    }

    var frame: OfferFrame
    var rows: [Row]
    var form: FormState
    /// The secret address of the practitioner's own appointments; nil while there is none.
    var ownAddress: String?

    func title(_ words: Catalog) -> String { frame.part.word(words) }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(
                name: "name", label: words("offer_calendar_name"), hint: words("offer_calendar_name_hint"),
                autocomplete: "off", maxLength: 60),
            FormField(
                name: "url", label: words("offer_calendar_url"), type: "url", hint: words("offer_calendar_url_hint"),
                autocomplete: "off", maxLength: 2_000),
        ]
        return frame.fields(words).merging([
            "calendars": rows.isEmpty ? nil : ["rows": rows.map { fields($0, words) }] as Fields,
            "form": inputs.form(form),
            "action": SiteURL.offer(.calendars).path,
            "own": ownAddress.map { ["address": $0] as Fields },
            "ownAction": SiteURL.offer(.ownCalendar).path,
        ])
    }

    private func fields(_ row: Row, _ words: Catalog) -> Fields {
        let (word, tone) =
            switch row.state {
            case .waiting: ("offer_calendar_waiting", "quiet")
            case .fresh: ("offer_calendar_fresh", "success")
            case .stale: ("offer_calendar_stale", "danger")
            }
        return [
            "name": row.name,
            "host": row.host,
            "word": words(word),
            "tone": tone,
            "isStale": row.state == .stale,
            "fetched": row.fetched.map { words("offer_calendar_fetched", ["when": $0]) },
            "events": row.fetched.map { _ in words("offer_calendar_events", ["count": String(row.events)]) },
            "failure": row.failure,
            "fetchPath": SiteURL.offer(.fetchCalendar(id: row.id)).path,
            "removePath": SiteURL.offer(.removeCalendar(id: row.id)).path,
        ]
    }

    static let samples = [
        OfferCalendarsView(
            frame: OfferFrame(part: .calendars, watch: .sample),
            rows: [
                Row(
                    id: "f1", name: "Agenda familial", host: "calendar.example.org", state: .fresh,
                    fetched: "mardi 3 juin à 10 h", events: 12, failure: nil),
                Row(
                    id: "f2", name: "Clinique", host: "clinic.example.org", state: .stale, fetched: nil, events: 0,
                    failure: "404"),
                Row(
                    id: "f3", name: "Perso", host: "example.org", state: .waiting, fetched: nil, events: 0,
                    failure: nil),
            ], form: FormState(errors: ["url": "?"]), ownAddress: "https://visio.example.org/calendar/k.ics"),
        OfferCalendarsView(
            frame: OfferFrame(part: .calendars), rows: [], form: FormState(errors: ["name": "?"]), ownAddress: nil),
    ]
}
