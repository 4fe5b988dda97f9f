// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One of a call's times. The raw values are those of the tables.
struct AttendanceLine: Sendable {
    enum Event: String, Sendable, CaseIterable {
        case arrived, knocked, admitted, connected, ended
    }

    var event: Event
    /// Already formatted.
    var at: String
    /// Why it ended, in words.
    var why: String?

    func fields(_ words: Catalog) -> Fields {
        ["word": word(words), "at": at, "why": why]
    }

    private func word(_ words: Catalog) -> String {
        switch event {
        case .arrived: words("desk_event_arrived")
        case .knocked: words("desk_event_knocked")
        case .admitted: words("desk_event_admitted")
        case .connected: words("desk_event_connected")
        case .ended: words("desk_event_ended")
        }
    }

    static let samples = Event.allCases.map { AttendanceLine(event: $0, at: "10 h 31", why: $0 == .ended ? "?" : nil) }
}
