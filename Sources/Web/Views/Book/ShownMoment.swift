// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// One instant as the client reads it, and as the practitioner does where their clocks differ.
struct ShownMoment: Sendable {
    var when: String?
    /// “Chez Anne Martin : mardi 3 juin à 10 h 30 (heure de Paris)”; nil where the clocks show the same.
    var whenThere: String?

    static let none = ShownMoment(when: nil, whenThere: nil)

    init(when: String?, whenThere: String?) {
        self.when = when
        self.whenThere = whenThere
    }

    init(
        _ instant: Date, in zone: TimeZone, practitioner: String, in theirs: TimeZone, words: Catalog, now: Date
    ) {
        let moments = words.moments(instant, in: zone, and: theirs, now: now)
        when = moments.first
        whenThere = moments.dropFirst().first.map { words("visit_there", ["practitioner": practitioner]) + " " + $0 }
    }

    var fields: Fields { ["when": when, "whenThere": whenThere] }
}
