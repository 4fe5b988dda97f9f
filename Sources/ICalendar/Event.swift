// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A VEVENT (RFC 5545, 3.6.1) as RFC 5546 wants it for REQUEST, CANCEL and PUBLISH.
public struct Event: Sendable {
    /// The same over all changes of one appointment.
    public var uid: String
    /// One more with each change.
    public var sequence: Int
    /// When this object was written.
    public var stamp: Date
    public var start: Date
    public var end: Date
    public var summary: String
    public var description: String
    public var location: String
    /// Nil when there is nothing to open any more.
    public var url: String?
    public var status: EventStatus
    public var organizer: Organizer
    /// Nil in a published feed.
    public var attendee: Attendee?
    public var alarm: Alarm?
    /// BCP 47, of the texts.
    public var language: String

    public init(
        uid: String, sequence: Int, stamp: Date, start: Date, end: Date, summary: String, description: String,
        location: String, url: String?, status: EventStatus, organizer: Organizer, attendee: Attendee?, alarm: Alarm?,
        language: String
    ) {
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.start = start
        self.end = end
        self.summary = summary
        self.description = description
        self.location = location
        self.url = url
        self.status = status
        self.organizer = organizer
        self.attendee = attendee
        self.alarm = alarm
        self.language = language
    }

    var lines: [ContentLine] {
        let texts = [("LANGUAGE", ParameterValue(language))]
        var lines = [
            ContentLine("BEGIN", value: "VEVENT"),
            ContentLine("UID", text: uid),
            ContentLine("SEQUENCE", value: String(sequence)),
            ContentLine("DTSTAMP", value: DateTimeValue(stamp).written),
            ContentLine("DTSTART", value: DateTimeValue(start).written),
            ContentLine("DTEND", value: DateTimeValue(end).written),
            ContentLine("SUMMARY", texts, text: summary),
        ]
        if !description.isEmpty { lines.append(ContentLine("DESCRIPTION", texts, text: description)) }
        if !location.isEmpty { lines.append(ContentLine("LOCATION", text: location)) }
        if let url { lines.append(ContentLine("URL", value: Self.withoutControls(url))) }
        lines += [
            ContentLine("STATUS", value: status.rawValue), ContentLine("TRANSP", value: "OPAQUE"),
            organizer.line,
        ]
        if let attendee { lines.append(attendee.line) }
        lines += alarm?.lines ?? []
        return lines + [ContentLine("END", value: "VEVENT")]
    }

    /// A URI has no escape for a line end, so none may be in it.
    private static func withoutControls(_ url: String) -> String {
        String(String.UnicodeScalarView(url.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
