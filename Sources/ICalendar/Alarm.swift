// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A VALARM that shows a text before the event starts (RFC 5545, 3.6.6).
public struct Alarm: Sendable, Equatable {
    public let minutesBefore: Int
    public let description: String

    public init(minutesBefore: Int, description: String) {
        self.minutesBefore = minutesBefore
        self.description = description
    }

    var lines: [ContentLine] {
        [
            ContentLine("BEGIN", value: "VALARM"),
            ContentLine("ACTION", value: "DISPLAY"),
            ContentLine("TRIGGER", value: "-PT\(minutesBefore)M"),
            ContentLine("DESCRIPTION", text: description),
            ContentLine("END", value: "VALARM"),
        ]
    }
}
