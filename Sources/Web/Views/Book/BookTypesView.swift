// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What one practitioner offers, or that the page is closed.
struct BookTypesView: View {
    static let template = "book/types"

    struct Offered: Sendable {
        var path: String
        var name: String
        var minutes: Int
        var price: String
        var description: String
    }

    var practitioner: String
    var introduction: String
    /// Empty when the page is closed.
    var types: [Offered]
    var helpPhone: String?
    /// What was chosen before is no longer offered.
    var isGone = false

    func title(_ words: Catalog) -> String { words("book_with", ["practitioner": practitioner]) }

    func fields(_ words: Catalog) -> Fields {
        [
            "introduction": introduction.isEmpty ? nil : introduction,
            "isOpen": !types.isEmpty,
            "gone": isGone ? words(types.isEmpty ? "book_not_sent" : "book_type_gone") : nil,
            "closed": words("book_closed", ["practitioner": practitioner]),
            "helpPhone": helpPhone,
            "types": types.map { type -> Fields in
                [
                    "path": type.path, "name": type.name,
                    "facts": BookFacts.line(minutes: type.minutes, price: type.price, words),
                    "description": type.description.isEmpty ? nil : type.description,
                ]
            },
        ]
    }

    static let samples = [
        BookTypesView(
            practitioner: "Anne Martin", introduction: "Bonjour",
            types: [
                Offered(
                    path: "/", name: "Première consultation", minutes: 50, price: "60 €",
                    description: "Pour se connaître")
            ], helpPhone: nil),
        BookTypesView(
            practitioner: "Anne Martin", introduction: "", types: [], helpPhone: "+33123456789", isGone: true),
    ]
}
