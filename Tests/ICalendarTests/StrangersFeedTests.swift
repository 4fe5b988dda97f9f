// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Testing

/// The calendars that PyPI icalendar and recurring-ical-events are themselves tested with, read from the installed packages.
@Suite("Calendars from the tests of other programs")
struct StrangersFeedTests {
    /// Where the two differ, and why ours stays.
    private static let known = [
        "issue_1633_rdate_with_dates.ics": "a period of dates: days on the floating wall, not in UTC",
        "issue_1633_rdate_with_dates_and_tzid.ics": "a period of dates: days on the floating wall, not in UTC",
        "end_before_start_event.ics": "an end before the start takes no time, the judge swaps the two",
        "issue_132_swapped_start_and_end.ics": "an end before the start takes no time, the judge swaps the two",
        "event_with_recurrence.ics": "floating times whose exceptions are in UTC stay floating",
        "issue_178_custom_component_contains_other.ics": "an event in a component that nobody knows is not read",
        "issue_253_additional_recurrence_id.ics":
            "a change of an occurrence that its series lacks is busy all the same",
    ]

    /// As the judge does: events without a calendar around them are given one.
    private static func wrapped(_ data: Data) -> [UInt8] {
        guard data.firstRange(of: Data("BEGIN:VCALENDAR".utf8)) == nil else { return Array(data) }
        return Array("BEGIN:VCALENDAR\r\n".utf8) + data + Array("\r\nEND:VCALENDAR\r\n".utf8)
    }

    @Test("are read as the judge reads them, or refused")
    func judged() throws {
        let files = try InstalledCalendars.all().calendars.map { URL(filePath: $0) }
        #expect(files.count > 150)
        var agreed = 0
        for (file, answer) in zip(files, try BusyJudge.answers(files.map { BusyJudge.Question(path: $0.path) })) {
            let name = file.lastPathComponent
            let bytes = Self.wrapped(try Data(contentsOf: file))
            guard let from = answer.from, let to = answer.to, let spans = answer.spans else {
                // What the judge cannot read must do no harm here.
                _ = try? FeedReading.busy(bytes)
                continue
            }
            guard let found = try? FeedReading.busy(bytes, in: from...to) else { continue }
            if found == spans { agreed += 1 }
            #expect(found == spans || Self.known[name] != nil, "\(name)")
        }
        #expect(agreed > 150)
    }
}
