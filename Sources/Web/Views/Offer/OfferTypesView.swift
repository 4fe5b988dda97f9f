// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The types of appointment, in the order in which clients see them.
struct OfferTypesView: View {
    static let template = "offer/types"

    struct Row: Sendable {
        var id: String
        var name: String
        var minutes: Int
        var price: String
        var description: String
        var colour: String
        var visibility: OfferTypeView.Visibility
        var confirmsAtOnce: Bool
        /// The absolute address by which this type can be booked; nil where there is none.
        var link: String?
    }

    /// One that was taken out of the offer.
    struct Archived: Sendable {
        var id: String
        var name: String
        var minutes: Int
    }

    var frame: OfferFrame
    var rows: [Row]
    var archived: [Archived] = []

    func title(_ words: Catalog) -> String { frame.part.word(words) }

    func fields(_ words: Catalog) -> Fields {
        let last = rows.count - 1
        return frame.fields(words).merging([
            "newPath": SiteURL.offer(.newType).path,
            "types": rows.isEmpty
                ? nil
                : ["rows": rows.enumerated().map { fields($1, isFirst: $0 == 0, isLast: $0 == last, words) }]
                    as Fields,
            "archived": archived.isEmpty
                ? nil
                : [
                    "rows": archived.map { type -> Fields in
                        [
                            "name": type.name, "length": words("common_minutes", ["count": String(type.minutes)]),
                            "restorePath": SiteURL.offer(.restoreType(id: type.id)).path,
                        ]
                    }
                ] as Fields,
        ])
    }

    private func fields(_ row: Row, isFirst: Bool, isLast: Bool, _ words: Catalog) -> Fields {
        [
            "id": row.id,
            "name": row.name,
            "length": words("common_minutes", ["count": String(row.minutes)]),
            "price": row.price.isEmpty ? nil : row.price,
            "description": row.description.isEmpty ? nil : row.description,
            "colour": row.colour,
            "visibility": words("offer_visibility_\(row.visibility.rawValue)"),
            "tone": row.visibility == .shown ? "success" : "quiet",
            "confirms": words(row.confirmsAtOnce ? "offer_confirms_once" : "offer_confirms_hand"),
            "link": row.link,
            "path": SiteURL.offer(.type(id: row.id)).path,
            "placePath": SiteURL.offer(.placeType(id: row.id)).path,
            "archivePath": SiteURL.offer(.archiveType(id: row.id)).path,
            "isFirst": isFirst,
            "isLast": isLast,
        ]
    }

    static let samples = [
        OfferTypesView(
            frame: OfferFrame(part: .types, watch: .sample),
            rows: [
                Row(
                    id: "t1", name: "Premier rendez-vous", minutes: 50, price: "60 €", description: "Pour commencer",
                    colour: "teal", visibility: .shown, confirmsAtOnce: false,
                    link: "https://visio.example.org/book/anne/k"),
                Row(
                    id: "t2", name: "Suivi", minutes: 30, price: "", description: "", colour: "blue",
                    visibility: .hidden, confirmsAtOnce: true, link: nil),
            ], archived: [Archived(id: "t3", name: "Bilan", minutes: 30)]),
        OfferTypesView(frame: OfferFrame(part: .types), rows: []),
    ]
}
