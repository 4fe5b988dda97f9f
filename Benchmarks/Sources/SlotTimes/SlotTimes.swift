// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// Times how long it takes to find what can be booked: 10 types, 2,000 appointments, 5 calendars of 1,000 events. Prints JSON:
/// median and 99th hundredth in milliseconds for each number of days.
@main
struct SlotTimes {
    static func main() throws {
        let practice = try Practice()
        var figures: [Figure] = []
        for days in [15, 30, 60, 120, 240] { figures.append(practice.measure(days: days)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(figures), as: UTF8.self))
    }
}
