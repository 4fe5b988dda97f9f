// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// The form for a chosen time, which is kept for a few minutes.
struct BookFormView: View {
    static let template = "book/form"

    /// Until when the time is kept; both as the server's clock says.
    struct Held: Sendable {
        var until: Date
        var now: Date
        /// “10 h 35”, in the client's zone.
        var shown: String
    }

    var facts: BookFacts
    var held: Held?
    /// The form led to an appointment before: what is typed now puts it right.
    var isSent = false
    var details: BookDetails
    var back: Back

    /// Lets the time go, and leads back to the others.
    struct Back: Sendable {
        var action: String
        var kept: [KeptField]
    }

    func title(_ words: Catalog) -> String { words("book_with", ["practitioner": facts.practitioner]) }

    func fields(_ words: Catalog) -> Fields {
        let own: Fields = [
            "back": ["action": back.action, "kept": back.kept.map(\.fields)] as Fields,
            "held": held.map { held -> Fields in
                [
                    "until": Self.stamp(held.until), "now": Self.stamp(held.now),
                    "sentence": words("book_held_until", ["time": held.shown]),
                ]
            },
            "free": words(isSent ? "book_held_sent" : "book_held_not"),
        ]
        return own.merging(details.fields(words)).merging(facts.fields(words)).merging(BookStep.form.fields)
    }

    /// Milliseconds since 1970.
    static func stamp(_ date: Date) -> String { String(Int(date.timeIntervalSince1970 * 1000)) }

    static let samples = BookDetails.samples.map { details in
        BookFormView(
            facts: .sample,
            held: details.confirmsAtOnce ? Held(until: .distantPast, now: .distantPast, shown: "10 h 35") : nil,
            isSent: details.confirmsAtOnce, details: details, back: Back(action: "/", kept: details.kept))
    }
}
