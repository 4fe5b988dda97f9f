// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The face of a practitioner on a client's page.
struct HostCard: Sendable {
    /// Nil on the room's link: a stranger reads no name before admission.
    var name: String?
    /// One or two letters in place of a photo.
    var initials: String
    /// A word of welcome, by the practitioner.
    var welcome: String?
    /// As people write it; the link keeps only digits and a leading plus.
    var helpPhone: String?

    var fields: Fields {
        [
            "name": name,
            "initials": initials,
            "welcome": welcome,
            "helpPhone": helpPhone,
            "helpPhoneLink": helpPhone.map { "tel:" + $0.filter { "+0123456789".contains($0) } },
        ]
    }

    static let sample = HostCard(
        name: "Anne Martin", initials: "AM", welcome: "Prenez le temps de vous installer au calme.",
        helpPhone: "01 23 45 67 89")
    static let stranger = HostCard(name: nil, initials: "CM", welcome: nil, helpPhone: nil)
}
