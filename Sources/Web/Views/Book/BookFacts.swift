// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What is being booked, in the card that stands on every page of a booking.
struct BookFacts: Sendable {
    var typeName: String
    var practitioner: String
    var minutes: Int
    /// As the practitioner wrote it; may be empty.
    var price: String
    /// The chosen time; nil before one is chosen.
    var moment: ShownMoment?

    func fields(_ words: Catalog) -> Fields {
        (moment ?? .none).fields.merging([
            "typeName": typeName,
            "practitioner": practitioner,
            "facts": Self.line(minutes: minutes, price: price, words),
        ])
    }

    /// “50 minutes · 60 €”.
    static func line(minutes: Int, price: String, _ words: Catalog) -> String {
        let length = words("common_minutes", ["count": String(minutes)])
        return price.isEmpty ? length : "\(length) · \(price)"
    }

    static let sample = BookFacts(
        typeName: "Première consultation", practitioner: "Anne Martin", minutes: 50, price: "60 €", moment: nil)
}
