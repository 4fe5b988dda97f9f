// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What of a feed says when its owner is busy: events and zones, without titles, people, alarms and attachments.
struct FeedOutline {
    struct Calendar {
        var zones: [ZoneDefinition] = []
        /// Lines of each VEVENT.
        var events: [[FeedLine]] = []
        /// FREEBUSY lines of every VFREEBUSY.
        var periods: [FeedLine] = []
        /// X-WR-TIMEZONE: no property of RFC 5545, but what Google and Apple write for times that name no zone.
        var zoneName: String?
    }

    private(set) var calendars: [Calendar] = []

    init(_ bytes: [UInt8], limits: FeedLimits) throws(FeedError) {
        // No text has a NUL; UTF-16 is full of them.
        guard !bytes.contains(0) else { throw .notACalendar }
        var lines = FeedLines(bytes)
        var line: [UInt8] = []
        var open: [String] = []
        var events = 0
        while lines.next(into: &line) {
            let first = line[0] | 0x20
            if first == UInt8(ascii: "b") || first == UInt8(ascii: "e"), let edge = FeedLine(line[...]) {
                switch edge.name {
                case "BEGIN":
                    open.append(edge.value.uppercased())
                    guard open.count <= Self.depth else { throw .tooDeep }
                    if open == ["VCALENDAR", "VEVENT"] { events += 1 }
                    guard events <= limits.events else { throw .tooManyEvents }
                    begin(open)
                    continue
                case "END":
                    // One that ends nothing is passed over, one that ends several ends them all.
                    let name = edge.value.uppercased()
                    if let index = open.lastIndex(of: name) { open.removeSubrange(index...) }
                    continue
                default:
                    break
                }
            }
            if Self.kept.contains(open.last ?? ""), let line = FeedLine(line[...]) { add(line, to: open) }
        }
        // What was cut off in the middle may lack its busiest half.
        guard !calendars.isEmpty, open.isEmpty else { throw .notACalendar }
    }

    private static let depth = 8
    private static let kept: Set = ["VCALENDAR", "VFREEBUSY", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"]
    private static let properties: Set = [
        "UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS",
        "TRANSP",
    ]

    private mutating func begin(_ open: [String]) {
        switch open {
        case ["VCALENDAR"]: calendars.append(Calendar())
        case ["VCALENDAR", "VEVENT"]: calendars[calendars.count - 1].events.append([])
        case ["VCALENDAR", "VTIMEZONE"]: calendars[calendars.count - 1].zones.append(ZoneDefinition())
        case ["VCALENDAR", "VTIMEZONE", "STANDARD"], ["VCALENDAR", "VTIMEZONE", "DAYLIGHT"]:
            calendars[calendars.count - 1].zones.lastObservance { $0.begin(open[2]) }
        default: break
        }
    }

    private mutating func add(_ line: FeedLine, to open: [String]) {
        let calendar = calendars.count - 1
        switch open {
        case ["VCALENDAR"]:
            if line.name == "X-WR-TIMEZONE" { calendars[calendar].zoneName = line.value }
        case ["VCALENDAR", "VFREEBUSY"]:
            if line.name == "FREEBUSY" { calendars[calendar].periods.append(line) }
        case ["VCALENDAR", "VEVENT"]:
            guard Self.properties.contains(line.name) else { return }
            calendars[calendar].events[calendars[calendar].events.count - 1].append(line)
        case ["VCALENDAR", "VTIMEZONE"]:
            guard line.name == "TZID" else { return }
            calendars[calendar].zones.lastObservance { $0.id = line.value }
        case ["VCALENDAR", "VTIMEZONE", "STANDARD"], ["VCALENDAR", "VTIMEZONE", "DAYLIGHT"]:
            calendars[calendar].zones.lastObservance { $0.add(line) }
        default: break
        }
    }
}

extension [ZoneDefinition] {
    fileprivate mutating func lastObservance(_ change: (inout ZoneDefinition) -> Void) {
        if !isEmpty { change(&self[count - 1]) }
    }
}
