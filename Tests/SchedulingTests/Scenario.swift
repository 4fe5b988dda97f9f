// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport

/// A random practice, the same for the same seed.
struct Scenario: CustomStringConvertible {
    let seed: UInt64
    let zone: TimeZone
    let hours: WeeklyHours
    let exceptions: [HoursException]
    let rules: SlotRules
    let shape: SlotShape
    let busy: [BusyInterval]
    let booked: [Date]
    let days: ClosedRange<LocalDay>
    let now: Date

    var description: String { "seed \(seed), \(zone.identifier), \(days)" }

    var availability: Availability {
        Availability(zone: zone, hours: hours, exceptions: exceptions, rules: rules, busy: busy, booked: booked)
    }

    /// Days on and around which clocks are set.
    private static let places = [
        ("Europe/Paris", ["2027-03-28", "2027-10-31"]), ("America/New_York", ["2027-03-14", "2027-11-07"]),
        ("Australia/Lord_Howe", ["2027-04-04", "2027-10-03"]), ("Africa/Casablanca", ["2027-02-07", "2027-03-14"]),
        ("Asia/Beirut", ["2027-03-28", "2027-10-31"]), ("Asia/Tokyo", ["2027-05-05"]),
    ]

    init(seed: UInt64) throws {
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        let place = Self.places[Int(seed) % Self.places.count]
        zone = TimeZone(identifier: place.0)!
        let middle = LocalDay(place.1.randomElement(using: &random)!)!
        let first = middle.advanced(by: -Int.random(in: 0...2, using: &random))
        days = first...first.advanced(by: 3)
        hours = try WeeklyHours((0..<7).map { _ in Self.spans(&random) })
        exceptions = try (0..<Int.random(in: 0...2, using: &random)).map { _ in
            let start = first.advanced(by: Int.random(in: -1...3, using: &random))
            let end = start.advanced(by: Int.random(in: 0...2, using: &random))
            return try HoursException(first: start, last: end, spans: Self.spans(&random))
        }
        rules = SlotRules(
            stepMinutes: [5, 10, 15, 20, 30, 45, 60].randomElement(using: &random)!,
            minimumNoticeMinutes: [0, 120, 1440].randomElement(using: &random)!,
            horizonDays: Int.random(in: 1...6, using: &random), dailyCap: [nil, 1, 3].randomElement(using: &random)!)
        shape = SlotShape(
            lengthMinutes: [10, 25, 45, 60, 90].randomElement(using: &random)!,
            bufferBefore: [0, 0, 5, 15].randomElement(using: &random)!,
            bufferAfter: [0, 0, 10, 30].randomElement(using: &random)!)
        let start = first.start(in: zone)
        now = start.addingTimeInterval(Double(Int.random(in: -90_000...90_000, using: &random)))
        func instant() -> Date { start.addingTimeInterval(Double(Int.random(in: 0...6000, using: &random) * 60)) }
        booked = (0..<Int.random(in: 0...5, using: &random)).map { _ in instant() }
        busy = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            let start = instant()
            return BusyInterval(
                start: start, end: start.addingTimeInterval(Double(Int.random(in: 0...240, using: &random) * 60)))
        }
    }

    /// Up to three that do not overlap, the small hours well among them.
    private static func spans(_ random: inout SeededGenerator) -> [WallSpan] {
        var (spans, minute) = ([WallSpan](), 0)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let start = minute + Int.random(in: 0...180, using: &random)
            let end = start + Int.random(in: 20...400, using: &random)
            guard end <= 1440 else { break }
            WallSpan(startMinute: start, endMinute: end).map { spans.append($0) }
            minute = end
        }
        return spans
    }
}
