// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// PyPI icalendar's reading of an object (`Tests/Interop/parse_calendar.py`): a judge that is not ours.
public struct CalendarParser: Decodable {
    public let errors: [String]
    public let events: Int
    public let name: String?
    public let refreshMinutes: Int?
    public let longestLine: Int
    public let method: String
    public let uid: String
    public let sequence: Int
    public let start: String
    public let end: String
    public let summary: String
    public let description: String?
    public let location: String?
    public let url: String?
    public let status: String
    public let organizer: String
    public let organizerName: String
    public let attendee: String?
    public let attendeeName: String?
    public let participation: String?
    public let answerExpected: String?
    public let alarms: [Int]

    public static func parse(_ bytes: [UInt8]) throws -> CalendarParser {
        try JSONDecoder().decode(
            CalendarParser.self, from: ForeignPython.answer("parse_calendar.py", to: Data(bytes)))
    }
}
