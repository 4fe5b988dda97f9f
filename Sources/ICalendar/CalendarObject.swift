// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An iCalendar object (RFC 5545, 3.4) with one event and the method that it is sent with.
public struct CalendarObject: Sendable {
    public var method: Method
    public var event: Event

    public init(method: Method, event: Event) {
        self.method = method
        self.event = event
    }

    public func write(into bytes: inout [UInt8]) {
        let head = [
            ContentLine("BEGIN", value: "VCALENDAR"),
            ContentLine("VERSION", value: "2.0"),
            ContentLine("PRODID", value: "-//Vis-a-vis//Appointments//EN"),
            ContentLine("CALSCALE", value: "GREGORIAN"),
            ContentLine("METHOD", value: method.rawValue),
        ]
        for line in head + event.lines + [ContentLine("END", value: "VCALENDAR")] {
            line.write(into: &bytes)
        }
    }

    /// The object's bytes: UTF-8 with CRLF.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return bytes
    }
}
