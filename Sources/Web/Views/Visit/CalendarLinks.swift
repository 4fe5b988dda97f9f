// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The ways into a client's own calendar: a file of ours, and the forms of two large calendars, which are plain links.
struct CalendarLinks: Sendable {
    var file: String
    var google: String
    var outlook: String

    init(file: String, google: String, outlook: String) {
        (self.file, self.google, self.outlook) = (file, google, outlook)
    }

    /// - Parameters:
    ///   - summary: neither the client nor what it is about: calendars are shared.
    ///   - location: the personal link.
    init(file: String, summary: String, details: String, location: String, start: Date, end: Date) {
        self.file = file
        let (from, to) = (SlotName.write(start), SlotName.write(end))
        google = Self.address(
            "https://calendar.google.com/calendar/render",
            [
                ("action", "TEMPLATE"), ("text", summary), ("dates", "\(from)/\(to)"), ("details", details),
                ("location", location),
            ])
        outlook = Self.address(
            "https://outlook.live.com/calendar/0/deeplink/compose",
            [
                ("path", "/calendar/action/compose"), ("rru", "addevent"), ("subject", summary),
                ("startdt", start.formatted(.iso8601)), ("enddt", end.formatted(.iso8601)), ("body", details),
                ("location", location),
            ])
    }

    var fields: Fields { ["filePath": file, "google": google, "outlook": outlook] }

    private static func address(_ base: String, _ query: [(String, String)]) -> String {
        base + "?" + query.map { "\($0)=\(QueryText.escaped($1))" }.joined(separator: "&")
    }
}
