// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// Names the zone that times are shown in and lets the reader change it: a plain form, which a script sends by itself.
struct ZoneChoice: Sendable {
    /// Where the form leads, without query.
    var action: String
    var zone: TimeZone
    /// The practitioner's.
    var theirs: TimeZone
    var practitioner: String
    /// Whether the reader chose the zone; otherwise a script may take the browser's.
    var isGiven: Bool
    /// The rest of the address's query.
    var kept: [KeptField]

    func fields(_ words: Catalog) -> Fields {
        let names = TimeZones.names.contains(zone.identifier) ? TimeZones.names : [zone.identifier] + TimeZones.names
        return [
            "action": action,
            "current": zone.identifier,
            "isGiven": isGiven ? "true" : "false",
            "now": words("book_zone_now", ["zone": words.zoneName(zone)]),
            "theirs": zone == theirs
                ? nil
                : words("book_zone_theirs", ["practitioner": practitioner, "zone": words.zoneName(theirs)]),
            "kept": kept.map(\.fields),
            "options": names.map { name -> Fields in
                ["value": name, "label": name.replacing("_", with: " "), "isSelected": name == zone.identifier]
            },
        ]
    }

    static let sample = ZoneChoice(
        action: "/book/anne/x", zone: .gmt, theirs: TimeZone(identifier: "Europe/Paris") ?? .gmt,
        practitioner: "Anne Martin", isGiven: false, kept: [KeptField(name: "embed", value: "")])
}
