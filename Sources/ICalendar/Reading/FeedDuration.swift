// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A DURATION (RFC 5545, 3.3.6): days on the wall, and seconds that pass.
struct FeedDuration: Equatable {
    let days: Int
    let seconds: Int

    init(days: Int, seconds: Int) {
        (self.days, self.seconds) = (days, seconds)
    }

    /// Nil for what is no duration, for a negative one, for numbers of more than seven digits, and for a unit that comes twice
    /// (RFC 5545, 3.3.6, knows none): so no duration is longer than an instant can be kept.
    init?(_ text: some StringProtocol) {
        var rest = text.uppercased()[...]
        if rest.first == "+" { rest.removeFirst() }
        guard rest.first == "P" else { return nil }
        rest.removeFirst()
        var (days, seconds, isTime) = (0, 0, false)
        var found: Set<Character> = []
        while !rest.isEmpty {
            if rest.first == "T", !isTime {
                isTime = true
                rest.removeFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 7, let number = Int(digits), let unit = rest.dropFirst(digits.count).first,
                found.insert(unit).inserted
            else { return nil }
            switch (unit, isTime) {
            case ("W", false): days += number * 7
            case ("D", false): days += number
            case ("H", true): seconds += number * 3600
            case ("M", true): seconds += number * 60
            case ("S", true): seconds += number
            default: return nil
            }
            rest = rest.dropFirst(digits.count + 1)
        }
        guard !found.isEmpty else { return nil }
        self.init(days: days, seconds: seconds)
    }
}
