// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A time of a feed with the zone that it is meant in.
struct FeedMoment {
    let time: FeedTime
    let zone: FeedZone

    /// Seconds since 1970; of a date the start of its day.
    var instant: Int { zone.instant(wall: time.wall) }

    /// The day on the wall, in days since 1970.
    var day: Int { Self.day(time.wall) }

    init(_ time: FeedTime, in zone: FeedZone) {
        (self.time, self.zone) = (time, zone)
    }

    /// - Parameter line: whose TZID holds for the value.
    init?(_ text: some StringProtocol, of line: FeedLine, zones: FeedZones) {
        guard let time = FeedTime(text) else { return nil }
        self.time = time
        if time.isUTC {
            zone = zones.utc
        } else if !time.isDate, let name = line.parameters["TZID"] {
            zone = zones.zone(name)
        } else {
            zone = time.isDate ? zones.floating : zones.unnamed
        }
    }

    static func day(_ wall: Int) -> Int { wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400 }
}
