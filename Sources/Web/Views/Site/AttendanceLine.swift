// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One of a call's times. The raw values are those of the tables.
struct AttendanceLine: Sendable {
    enum Event: String, Sendable, CaseIterable {
        case arrived, knocked, refused, admitted, connected, ended, unseen
    }

    var event: Event
    /// Already formatted.
    var at: String
    /// Why the call ended: `hung_up`, `left`, `excluded`, `lapsed`.
    var reason: String?

    func fields(_ words: Catalog) -> Fields {
        ["word": word(words), "at": at, "why": why(words)]
    }

    private func word(_ words: Catalog) -> String {
        switch event {
        case .arrived: words("desk_event_arrived")
        case .knocked: words("desk_event_knocked")
        case .refused: words("desk_event_refused")
        case .admitted: words("desk_event_admitted")
        case .connected: words("desk_event_connected")
        case .ended: words("desk_event_ended")
        case .unseen: words("desk_event_unseen")
        }
    }

    private func why(_ words: Catalog) -> String? {
        switch reason {
        case "hung_up": words("desk_ended_hung_up")
        case "left": words("desk_ended_left")
        case "excluded": words("desk_ended_excluded")
        case "lapsed": words("desk_ended_lapsed")
        default: nil
        }
    }

    static let samples = Event.allCases.map {
        AttendanceLine(event: $0, at: "10 h 31", reason: $0 == .ended ? "left" : nil)
    }
}
