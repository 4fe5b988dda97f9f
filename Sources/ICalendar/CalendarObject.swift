// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An iCalendar object (RFC 5545, 3.4): events and the method that they are sent or published with.
public struct CalendarObject: Sendable {
    public var method: Method
    /// One when an appointment is sent (RFC 5546); any number in a published feed.
    public var events: [Event]
    /// What a subscriber's program calls the feed; nil in what is sent.
    public var name: String?
    /// How often a subscriber's program should ask again, in minutes; nil in what is sent.
    public var refreshMinutes: Int?

    public init(method: Method, event: Event) {
        self.init(method: method, events: [event])
    }

    public init(method: Method, events: [Event], name: String? = nil, refreshMinutes: Int? = nil) {
        self.method = method
        self.events = events
        self.name = name
        self.refreshMinutes = refreshMinutes
    }

    public func write(into bytes: inout [UInt8]) {
        for line in head { line.write(into: &bytes) }
        for event in events {
            for line in event.lines { line.write(into: &bytes) }
        }
        ContentLine("END", value: "VCALENDAR").write(into: &bytes)
    }

    /// The object's bytes: UTF-8 with CRLF.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return bytes
    }

    /// Name and interval as RFC 7986 has them and, beside them, as programs older than it read them.
    private var head: [ContentLine] {
        var lines = [
            ContentLine("BEGIN", value: "VCALENDAR"),
            ContentLine("VERSION", value: "2.0"),
            ContentLine("PRODID", value: "-//Vis-a-vis//Appointments//EN"),
            ContentLine("CALSCALE", value: "GREGORIAN"),
            ContentLine("METHOD", value: method.rawValue),
        ]
        if let name { lines += [ContentLine("NAME", text: name), ContentLine("X-WR-CALNAME", text: name)] }
        if let refreshMinutes {
            let interval = "PT\(max(refreshMinutes, 1))M"
            lines.append(ContentLine("REFRESH-INTERVAL", [("VALUE", "DURATION")], value: interval))
            lines.append(ContentLine("X-PUBLISHED-TTL", value: interval))
        }
        return lines
    }
}
