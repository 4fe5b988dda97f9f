// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What a request waits for, and what stands in its way. Moments are already formatted.
struct RequestNote: Sendable {
    /// Until when it keeps its slot from others; nil when it does not.
    var heldUntil: String?
    /// When it is over without an answer.
    var expires: String?
    /// The confirmed appointments at the same time: “10 h 30 – 11 h 20, Tom Hall”.
    var conflicts: [String]
    /// Other requests that lose their slot when this one is confirmed.
    var rivals: Int
    /// The time is taken in one of the practitioner's other calendars.
    var isBusyElsewhere: Bool
    var isOutsideHours: Bool
    /// Times that were proposed instead and wait for the client.
    var proposed: [String]

    func fields(_ words: Catalog) -> Fields {
        [
            "held": heldUntil.map { words("desk_request_held", ["when": $0]) } ?? words("desk_request_not_held"),
            "expires": expires.map {
                words(proposed.isEmpty ? "desk_request_expires" : "desk_request_expires_unchosen", ["when": $0])
            },
            "warnings": warnings(words),
            "isTaken": !conflicts.isEmpty,
            "rivals": rivals == 0 ? nil : Self.rivals(rivals, words),
            "proposed": proposed.isEmpty ? nil : ["rows": proposed] as Fields,
        ]
    }

    private func warnings(_ words: Catalog) -> [String] {
        conflicts.map { words("desk_request_conflict", ["what": $0]) }
            + (isBusyElsewhere ? [words("desk_request_busy")] : [])
            + (isOutsideHours ? [words("desk_request_outside")] : [])
    }

    static func rivals(_ count: Int, _ words: Catalog) -> String {
        count == 1 ? words("desk_request_rival") : words("desk_request_rivals", ["count": String(count)])
    }

    static let samples = [
        RequestNote(
            heldUntil: "mercredi 4 juin à 10 h 30", expires: "mercredi 4 juin à 10 h 30",
            conflicts: ["10 h 30 – 11 h 20, Tom Hall"], rivals: 2, isBusyElsewhere: true, isOutsideHours: true,
            proposed: ["jeudi 5 juin à 9 h"]),
        RequestNote(conflicts: [], rivals: 0, isBusyElsewhere: false, isOutsideHours: false, proposed: []),
    ]
}
