// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The pages on which a practitioner says what can be booked, as the row of links above each of them names them.
enum OfferPart: String, Sendable, CaseIterable {
    case page, types, hours, rules, calendars, wordings, programs

    private var url: SiteURL {
        switch self {
        case .page: .offer(.page)
        case .types: .offer(.types)
        case .hours: .offer(.hours)
        case .rules: .offer(.rules)
        case .calendars: .offer(.calendars)
        case .wordings: .offer(.wordings)
        case .programs: .offer(.programs)
        }
    }

    /// The heading of the part's page as well.
    func word(_ words: Catalog) -> String { words("offer_part_\(rawValue)") }

    /// The row of links, with this part marked.
    func links(_ words: Catalog) -> [Fields] {
        Self.allCases.map { part in
            ["path": part.url.path, "word": part.word(words), "isCurrent": part == self]
        }
    }
}

/// What each page about booking has around its own content.
struct OfferFrame: Sendable {
    var part: OfferPart
    var watch: ArrivalWatch?

    func fields(_ words: Catalog) -> Fields {
        [
            "parts": part.links(words), "partTitle": part.word(words), "watch": watch?.fields,
            "helpPath": HelpAnchor.booking.path,
        ]
    }
}
