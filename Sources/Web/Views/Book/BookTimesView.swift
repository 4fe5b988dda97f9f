// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// Days and times of one type.
struct BookTimesView: View {
    static let template = "book/times"

    var facts: BookFacts
    var zone: ZoneChoice
    var week: BookWeek
    var backPath: String
    /// Nil in a preview, where times are only shown.
    var holdPath: String?
    var kept: [KeptField]
    /// A time was asked for that cannot be had.
    var isGone: Bool
    /// Said above a preview; nil elsewhere.
    var preview: String?
    var helpPhone: String?

    func title(_ words: Catalog) -> String { words("book_with", ["practitioner": facts.practitioner]) }

    func fields(_ words: Catalog) -> Fields {
        let own: Fields = [
            "zoneChoice": zone.fields(words),
            "week": week.fields(isShownOnly: holdPath == nil),
            "backPath": backPath,
            "holdPath": holdPath,
            "kept": kept.map(\.fields),
            "gone": isGone ? words("book_gone") : nil,
            "hint": week.days.isEmpty || holdPath == nil ? nil : words("book_hold_hint"),
            "preview": preview,
            "helpPhone": helpPhone,
        ]
        return own.merging(facts.fields(words)).merging(BookStep.times.fields)
    }

    static let samples = BookWeek.samples.map { week in
        BookTimesView(
            facts: .sample, zone: .sample, week: week, backPath: "/", holdPath: week.days.isEmpty ? nil : "/", kept: [],
            isGone: week.days.isEmpty, preview: week.days.isEmpty ? "Aperçu" : nil, helpPhone: nil)
    }
}
